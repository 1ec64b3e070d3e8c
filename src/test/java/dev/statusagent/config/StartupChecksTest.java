package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupChecksTest {
    @TempDir
    private Path directory;

    @Test
    void acceptsAnEmptyConfiguration() {
        StartupChecks checks = GivenConfig.empty().check();
        assertThat(checks.errors()).isEmpty();
        assertThat(checks.warnings())
                .containsExactly("AGENT_ID is not set: /api/self/* and /api/v1/* answer 401 to everyone");
    }

    @Test
    void namesTheValueAndWhatIsAccepted() {
        assertThat(GivenConfig.of(Setting.STATUS_PANEL_PORT, "99999").check().errors())
                .containsExactly(
                        "STATUS_PANEL_PORT: \"99999\" is not accepted; accepted: a whole number from 1 to 65535");
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        assertThat(GivenConfig.of(Setting.AGENT_SCOPES, "root")
                        .with(Setting.STATUS_PANEL_PORT, "x")
                        .with(Setting.STATUS_TOKEN_MAX_AGE, "1s")
                        .with("AGENT_TOKEN_FILE", "/nowhere")
                        .check()
                        .errors())
                .hasSize(4);
    }

    @Test
    void neverShowsASecret() {
        for (Setting setting : Setting.secrets()) {
            assertThat(GivenConfig.of(setting, "7qz\tx").check().errors())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("7qz"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:7qz@host/ x", "https://me:7q/z7qz@host x", "https://7qz@host x"})
    void neverShowsTheCredentialsOfAUrl(String url) {
        assertThat(GivenConfig.of(Setting.VAULT_ADDRESS, url).check().errors())
                .singleElement()
                .asString()
                .contains("//***@host")
                .doesNotContain("7q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u001b[2Jb", "a\u202eb", "a\u0000b"})
    void keepsALineOneLineWhateverTheValue(String value) {
        assertThat(GivenConfig.of(Setting.STATUS_PANEL_BIND, value).check().errors())
                .singleElement()
                .asString()
                .matches("STATUS_PANEL_BIND: \"a\\?{1,2}(\\[2J)?b\" is not accepted; .*");
    }

    @Test
    void showsTheBeginningOfALongValue() {
        assertThat(GivenConfig.of(Setting.STATUS_PANEL_BIND, "!".repeat(500))
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .contains("\"" + "!".repeat(80) + "…\"");
    }

    @Test
    void aWrongBindAddressIsToldOnceAndShowsNothingRaw() {
        assertThat(GivenConfig.of(Setting.STATUS_SIGNATURES, "bearer")
                        .with(Setting.STATUS_PANEL_BIND, "0.0.0.0\nforged: line")
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("STATUS_PANEL_BIND: ")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STATUS_PANEL_PROT", "STATUS_AGENT_TOKEN", "STATUS_VAULT_ADDRESS", "STATUS_PANEL_PORT_FILE"})
    void warnsAboutAVariableThatIsNotOurs(String name) {
        assertThat(GivenConfig.of(name, "7qz").check().warnings())
                .contains(name + " is not a variable of Status and is ignored")
                .noneMatch(line -> line.contains("7qz"));
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS_AGENT_TOKEN, AGENT_TOKEN",
        "STATUS_VAULT_ADDRESS, VAULT_ADDRESS",
        "STATUS_METRICS_INTERVAL_SECS, METRICS_INTERVAL_SECS"
    })
    void ignoresWhatItCallsIgnored(String name, Setting setting) {
        assertThat(GivenConfig.of(name, "https://evil.example").valueOf(setting))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT_TOKEN_FILE", "VAULT_TOKEN_FILE", "STATUS_PANEL_PASSWORD_FILE", "STATUS_TOKEN_FILE"})
    void knowsTheFileVariables(String name) throws IOException {
        String file =
                Files.writeString(directory.resolve("secret"), "correct horse").toString();
        assertThat(GivenConfig.of(name, file).check().warnings())
                .noneMatch(line -> line.startsWith(name + " is not a variable"));
    }

    @Test
    void doesNotCareForOtherPeoplesVariables() {
        GivenConfig given =
                GivenConfig.of(Setting.AGENT_ID, "a").with("PATH", "/bin").with("VAULT_SKIP_VERIFY", "true");
        assertThat(given.check().warnings()).isEmpty();
    }

    @Test
    void refusesAnUnknownKeyInAPropertiesFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("status.properties"), "status.token.max-agee=5m\nstatus.agent.id=a\nother.key=1\n");
        assertThat(GivenConfig.empty().withPropertiesFile(file).check().errors())
                .singleElement()
                .asString()
                .startsWith("status.token.max-agee: unknown key in PropertiesConfigSource[source=file:" + file);
    }

    @Test
    void refusesAnUnknownSystemProperty() {
        assertThat(GivenConfig.empty()
                        .withSystemProperty("status.panel.prot", "5001")
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("status.panel.prot: unknown key in PropertiesConfigSource[source=system properties]");
    }

    @Test
    void warnsAboutProgramsThatRunOthers() {
        assertThat(GivenConfig.of(Setting.STATUS_COMMANDS_ALLOWED, "ls, sh,python3.11, shasum")
                        .check()
                        .warnings())
                .filteredOn(line -> line.startsWith("STATUS_COMMANDS_ALLOWED names"))
                .hasSize(2)
                .anyMatch(line -> line.contains(" sh,"))
                .anyMatch(line -> line.contains(" python3.11,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "bearer"})
    void warnsAboutEachWayRoundTheSignature(String mode) {
        assertThat(GivenConfig.of(Setting.STATUS_SIGNATURES, mode).check().warnings())
                .anyMatch(line -> line.startsWith("STATUS_SIGNATURES=" + mode));
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS_PANEL_USERNAME, admin, STATUS_PANEL_USERNAME",
        "STATUS_PANEL_PASSWORD, correct horse, STATUS_PANEL_USERNAME",
        "STATUS_PANEL_VIEWER_USERNAME, viewer, STATUS_PANEL_VIEWER_USERNAME",
        "STATUS_PANEL_VIEWER_PASSWORD, correct horse, STATUS_PANEL_VIEWER_USERNAME"
    })
    void warnsAboutHalfALogin(String name, String value, String named) {
        StartupChecks checks = GivenConfig.of(name, value).check();
        assertThat(checks.errors()).isEmpty();
        assertThat(checks.warnings()).anyMatch(line -> line.startsWith(named + " without a password, or the reverse"));
    }

    @ParameterizedTest
    @CsvSource({"DOCKER_HOST, tcp://10.0.0.7:2375", "DOCKER_SOCK, tcp://proxy:2375", "DOCKER_HOST, tcp://[fd00::1]:2375"
    })
    void warnsOfAnEngineThatIsAskedInClear(String variable, String address) {
        assertThat(GivenConfig.of(variable, address).check().warnings())
                .anyMatch(line -> line.startsWith(variable + " is on the network without DOCKER_CERT_PATH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:2375", "tcp://[::1]:2375", "unix:///run/docker.sock"})
    void doesNotWarnOfAnEngineOnThisHost(String address) {
        assertThat(GivenConfig.of(Setting.DOCKER_HOST, address).check().warnings())
                .noneMatch(line -> line.contains("DOCKER"));
    }

    @Test
    void warnsOfARedisThatIsAskedInClear() {
        assertThat(GivenConfig.of(Setting.REDIS_URL, "redis://u:7qz@redis:6379")
                        .check()
                        .warnings())
                .anyMatch(line -> line.startsWith("REDIS_URL is on the network without TLS"))
                .noneMatch(line -> line.contains("7qz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://127.0.0.1:6379", "redis://[::1]", "redis://localhost", "rediss://u:p@redis:6380/1"})
    void doesNotWarnOfARedisOnThisHostOrByTls(String url) {
        assertThat(GivenConfig.of(Setting.REDIS_URL, url).check().warnings()).noneMatch(line -> line.contains("REDIS"));
    }
}
