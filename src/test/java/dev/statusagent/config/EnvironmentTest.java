package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @TempDir
    private Path directory;

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content).toString();
    }

    private Path dotEnv(String content) throws IOException {
        return Files.writeString(directory.resolve(".env"), content);
    }

    @Test
    void readsEverySecretFromAFile() throws IOException {
        String file = file("7qz-secret\n");
        for (Setting setting : Setting.secrets()) {
            if (setting != Setting.VAULT_TOKEN) {
                assertThat(GivenConfig.of(setting + "_FILE", file).valueOf(setting))
                        .isEqualTo("7qz-secret");
            }
        }
    }

    @Test
    void leavesTheVaultTokensFileToItsWatcher() throws IOException {
        GivenConfig given = GivenConfig.of("VAULT_TOKEN_FILE", file("hvs.x"));
        assertThat(given.valueOf(Setting.VAULT_TOKEN)).isNull();
        assertThat(given.valueOf(Setting.VAULT_TOKEN_FILE)).endsWith("secret");
    }

    @Test
    void readsNoFileForWhatIsNoSecret() throws IOException {
        assertThat(GivenConfig.of("AGENT_ID_FILE", file("agent")).valueOf(Setting.AGENT_ID))
                .isNull();
    }

    @Test
    void refusesEverySecretTogetherWithItsFile() throws IOException {
        String file = file("7qz-secret");
        for (Setting setting : Setting.secrets()) {
            assertThat(GivenConfig.of(setting, "7qz-secret")
                            .with(setting + "_FILE", file)
                            .check()
                            .errors())
                    .filteredOn(line -> line.equals(
                            "%s and %s_FILE: both are set; accepted: one of them".formatted(setting, setting)))
                    .hasSize(1);
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(GivenConfig.of("AGENT_TOKEN_FILE", directory + "/no\nsuch")
                        .check()
                        .errors())
                .containsExactly("AGENT_TOKEN_FILE: \"" + directory
                        + "/no?such\" cannot be read; accepted: a readable file of at most 64 KiB");
    }

    @Test
    void refusesADirectory() {
        assertThat(GivenConfig.of("AGENT_TOKEN_FILE", directory.toString())
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("AGENT_TOKEN_FILE: ")
                .contains("cannot be read");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        assertThat(GivenConfig.of("AGENT_TOKEN_FILE", file("x".repeat(64 * 1024 + 1)))
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .contains("AGENT_TOKEN_FILE", "at most 64 KiB");
    }

    @Test
    void stopsReadingAFileThatHasNoEnd() {
        assertThat(GivenConfig.of("AGENT_TOKEN_FILE", "/dev/zero").check().errors())
                .singleElement()
                .asString()
                .contains("AGENT_TOKEN_FILE", "at most 64 KiB");
    }

    @Test
    void refusesAFileThatIsNotText() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {'a', 'b', (byte) 0xfc, 'c'});
        assertThat(GivenConfig.of("AGENT_TOKEN_FILE", file.toString()).check().errors())
                .containsExactly("AGENT_TOKEN_FILE: \"" + file + "\" is not UTF-8 text");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ab, ab",
                "ab\\n, ab",
                "ab\\r\\n, ab",
                "ab\\n\\n, `ab\\n`",
                "` ab  \\n`, ` ab  `",
                "`\\nab`, `\\nab`"
            })
    void trimsTheLastLineEndAndNothingElse(String content, String value) throws IOException {
        assertThat(GivenConfig.of("STATUS_PANEL_PASSWORD_FILE", file(content.translateEscapes()))
                        .valueOf(Setting.STATUS_PANEL_PASSWORD))
                .isEqualTo(value.translateEscapes());
    }

    @Test
    void takesAnEmptyFileAsNotSet() throws IOException {
        GivenConfig given = GivenConfig.of("AGENT_TOKEN_FILE", file("\n"));
        assertThat(given.check().errors()).isEmpty();
        assertThat(given.valueOf(Setting.AGENT_TOKEN)).isNull();
    }

    @Test
    void environmentBeatsDotEnv() throws IOException {
        GivenConfig given = GivenConfig.of(Setting.AGENT_ID, "process")
                .withDotEnv(dotEnv("AGENT_ID=file\nDEPLOYMENT_HASH=from-file\n"));
        assertThat(given.valueOf(Setting.AGENT_ID)).isEqualTo("process");
        assertThat(given.valueOf(Setting.DEPLOYMENT_HASH)).isEqualTo("from-file");
    }

    @Test
    void anEmptyVariableDoesNotBeatDotEnv() throws IOException {
        assertThat(GivenConfig.of(Setting.AGENT_ID, "")
                        .withDotEnv(dotEnv("AGENT_ID=file\n"))
                        .valueOf(Setting.AGENT_ID))
                .isEqualTo("file");
    }

    @Test
    void anEmptyVariableInDotEnvIsNotSet() throws IOException {
        assertThat(GivenConfig.empty()
                        .withDotEnv(dotEnv("STATUS_TOKEN_MAX_AGE=\n"))
                        .valueOf(Setting.STATUS_TOKEN_MAX_AGE))
                .isNull();
    }

    @Test
    void aSecretInDotEnvAndItsFileInTheProcessAreRefusedTogether() throws IOException {
        GivenConfig given =
                GivenConfig.of("AGENT_TOKEN_FILE", file("7qz-secret")).withDotEnv(dotEnv("AGENT_TOKEN=7qz-secret\n"));
        assertThat(given.check().errors())
                .containsExactly("AGENT_TOKEN and AGENT_TOKEN_FILE: both are set; accepted: one of them");
    }

    @Test
    void tellsWhatInDotEnvHasNoEffect() throws IOException {
        StartupChecks checks = GivenConfig.of(Setting.AGENT_ID, "a")
                .withDotEnv(dotEnv("AGENT_TOKEN = 7qz-secret\nSTATUS_PANEL_PROT=1\n"))
                .check();
        assertThat(checks.warnings())
                .containsExactly(
                        ".env: line 1 is not NAME=value and is ignored",
                        "STATUS_PANEL_PROT is not a variable of Status and is ignored");
    }

    @Test
    void systemPropertyBeatsEnvironmentBeatsPropertiesFile() throws IOException {
        Path properties = Files.writeString(directory.resolve("p"), "status.agent.id=file\nstatus.data-dir=file\n");
        GivenConfig given = GivenConfig.of(Setting.AGENT_ID, "variable")
                .with(Setting.DEPLOYMENT_HASH, "variable")
                .withPropertiesFile(properties)
                .withSystemProperty(Setting.DEPLOYMENT_HASH.key(), "property");
        assertThat(given.valueOf(Setting.DEPLOYMENT_HASH)).isEqualTo("property");
        assertThat(given.valueOf(Setting.AGENT_ID)).isEqualTo("variable");
        assertThat(given.valueOf(Setting.STATUS_DATA_DIR)).isEqualTo("file");
    }
}
