package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Secret;
import dev.statusagent.config.Setting;
import dev.statusagent.security.session.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    private Path directory;

    private CommandLineRun init(String... more) {
        return CommandLineRun.of(Stream.concat(Stream.of("init", "--dir", directory.toString()), Arrays.stream(more))
                .toArray(String[]::new));
    }

    private Path env() {
        return directory.resolve(".env");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(env()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void writesATemplateThatOnlyItsOwnerMayRead() throws IOException {
        CommandLineRun run = init();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(env().toString());
        assertThat(permissions()).isEqualTo("rw-------");
        assertThat(files()).containsExactly(".env");
    }

    @Test
    void makesTheDirectory() {
        Path nested = directory.resolve("a/b");
        assertThat(CommandLineRun.of("init", "--dir", nested.toString()).exitCode())
                .isZero();
        assertThat(nested.resolve(".env")).isRegularFile();
    }

    @Test
    void refusesToOverwrite() throws IOException {
        Files.writeString(env(), "AGENT_ID=mine\n");
        CommandLineRun run = init();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("exists already").contains("--force");
        assertThat(env()).hasContent("AGENT_ID=mine\n");
        assertThat(files()).containsExactly(".env");
    }

    @Test
    void overwritesWhenForced() throws IOException {
        Files.writeString(env(), "AGENT_ID=mine\n");
        assertThat(init("--force").exitCode()).isZero();
        assertThat(env()).content().doesNotContain("mine").contains("#AGENT_ID=");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void doesNotWriteThroughALink() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "theirs");
        Files.createSymbolicLink(env(), elsewhere);
        assertThat(init().exitCode()).isEqualTo(1);
        assertThat(init("--force").exitCode()).isZero();
        assertThat(elsewhere).hasContent("theirs");
        assertThat(env()).isRegularFile();
        assertThat(Files.isSymbolicLink(env())).isFalse();
    }

    @Test
    void saysWhyItFailed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        CommandLineRun run = CommandLineRun.of("init", "--dir", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("status: ").contains("file");
    }

    @Test
    void everyVariableOfTheTemplateIsOneOfOurs() throws IOException {
        init();
        Set<String> known = Arrays.stream(Setting.values())
                .flatMap(setting -> setting.isSecret()
                        ? Stream.of(setting.name(), setting.name() + "_FILE")
                        : Stream.of(setting.name()))
                .collect(Collectors.toSet());
        List<String> named = Files.readAllLines(env()).stream()
                .filter(line -> line.matches("#[A-Z0-9_]+=.*"))
                .map(line -> line.substring(1, line.indexOf('=')))
                .toList();
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(known).containsAll(named);
    }

    @Test
    void theTemplateSetsNothing() throws IOException {
        init();
        assertThat(Files.readAllLines(env())).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    @Test
    void setsUpALoginWhosePasswordIsShownOnceAndStoredAsItsHashOnly() throws IOException {
        CommandLineRun run = init("--generate-password");
        assertThat(run.exitCode()).isZero();
        Matcher shown = Pattern.compile("Panel user operator, password (([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}) ")
                .matcher(run.out());
        assertThat(shown.find()).isTrue();
        List<String> set = Files.readAllLines(env()).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertThat(set).hasSize(2).first().isEqualTo("STATUS_PANEL_USERNAME=operator");
        assertThat(set.get(1)).startsWith("STATUS_PANEL_PASSWORD_HASH=$argon2id$v=19$m=19456,t=2,p=1$");
        String hash = set.get(1).substring("STATUS_PANEL_PASSWORD_HASH=".length());
        assertThat(PasswordHash.parse(new Secret(hash)).matches(new Secret(shown.group(1))))
                .isTrue();
        assertThat(env()).content().doesNotContain(shown.group(1));
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void neverGeneratesAPasswordTwice() {
        assertThat(init("--generate-password", "--force").out())
                .isNotEqualTo(init("--generate-password", "--force").out());
    }

    @Test
    void showsNoPasswordThatItDidNotStore() throws IOException {
        Files.writeString(env(), "AGENT_ID=mine\n");
        CommandLineRun run = init("--generate-password");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("password ");
    }
}
