package dev.statusagent.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher by itself, in the shells that are somebody's {@code /bin/sh}; the JVM is a script. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("src/main/launcher/status");
    private static final String SAYS_ITS_ARGUMENTS = "for argument; do echo \"$argument\"; done\n";
    private static final String ENDS_WITH_7_WHEN_TOLD_TO =
            "trap 'exit 7' TERM\necho started\nwhile :; do sleep 0.1; done\n";

    /** With a blank in its name. */
    @TempDir(factory = WithABlank.class)
    Path directory;

    @BeforeEach
    void makeJava() throws IOException {
        java(SAYS_ITS_ARGUMENTS);
    }

    private void java(String script) throws IOException {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script).toFile().setExecutable(true);
    }

    private Path unpacked(String version) throws IOException {
        Path release = Files.createDirectories(directory.resolve("status-agent-" + version));
        for (String name : List.of("bin", "app", "systemd")) {
            Files.createDirectories(release.resolve(name));
        }
        for (String name : List.of("LICENSE", "NOTICE", "README", "sbom.json", "app/quarkus-run.jar")) {
            Files.writeString(release.resolve(name), "");
        }
        Files.writeString(release.resolve("VERSION"), version + "\n");
        Files.copy(LAUNCHER, release.resolve("bin/status")).toFile().setExecutable(true);
        return release.resolve("bin/status");
    }

    private List<String> command(String shell, String... words) {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.set(0, Requires.program(command.get(0)).toString());
        command.addAll(List.of(words));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", directory.resolve("jdk").toString(),
                "STATUS_DATA_DIR", directory.resolve("data").toString(),
                "CDPATH", "/:" + directory);
    }

    private Ended run(String shell, String... words) {
        return Program.run(directory, environment(), "", command(shell, words));
    }

    private void install(String shell, String version) throws IOException {
        Ended installed = run(shell, unpacked(version).toString(), "install");
        assertThat(installed.exitCode()).as(installed.stderr().toString()).isZero();
    }

    private Path updates(String name) {
        return directory.resolve("data/updates").resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox sh"})
    void findsItsReleaseThroughLinksAndKeepsPathsWhole(String shell) throws IOException {
        Path launcher = unpacked("1.0.0");
        Path options = Files.writeString(launcher.resolveSibling("../jvm.args").normalize(), "-Dof=installation\n");
        Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("links")).resolve("first"),
                Path.of("../status-agent-1.0.0/bin/status"));
        Files.createSymbolicLink(directory.resolve("second"), Path.of("links/first"));
        assertThat(run(shell, "second", "health", "a b").stdout())
                .contains("@" + options.toRealPath())
                .endsWith("-jar", directory.toRealPath() + "/status-agent-1.0.0/app/quarkus-run.jar", "health", "a b");
    }

    @ParameterizedTest
    @CsvSource({
        "sh, '', C.UTF-8",
        "bash, POSIX, C.UTF-8",
        "busybox sh, C, C.UTF-8",
        "sh, de_DE.ISO-8859-1, de_DE.ISO-8859-1"
    })
    void givesTheJvmALocaleWhereThereIsNone(String shell, String given, String passedOn) throws IOException {
        java("echo \"${LC_ALL:-$LANG}\"\n");
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", given));
        assertThat(Program.run(
                                directory,
                                environment,
                                "",
                                command(shell, unpacked("1.0.0").toString(), "health"))
                        .stdout())
                .containsExactly(passedOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox sh"})
    void keepsTheExitCodeAndIsAloneWithItsReleases(String shell) throws Exception {
        Requires.program("flock");
        install(shell, "1.0.0");
        install(shell, "1.0.1");
        java(ENDS_WITH_7_WHEN_TOLD_TO);
        String launcher = directory.resolve("status-agent-1.0.0/bin/status").toString();
        ProcessBuilder first = new ProcessBuilder(command(shell, launcher, "serve"));
        first.environment().putAll(environment());
        Process process = first.start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            Ended second = run(shell, launcher, "serve");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.stderr()).singleElement().asString().endsWith("are being run already");
            assertThat(Files.readSymbolicLink(updates("current"))).hasToString("releases/1.0.1");
            assertThat(updates("trial")).hasContent("1.0.0");
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox sh"})
    void goesBackToTheLastReleaseThatWasLive(String shell) throws IOException {
        install(shell, "1.0.0");
        install(shell, "1.0.1");
        install(shell, "1.0.2");
        java("exit 3\n");
        assertThat(run(shell, directory.resolve("status-agent-1.0.0/bin/status").toString(), "serve")
                        .exitCode())
                .isEqualTo(3);
        assertThat(Files.readSymbolicLink(updates("current"))).hasToString("releases/1.0.0");
        assertThat(updates("trial")).doesNotExist();
        assertThat(updates("fell-back")).hasContent("1.0.2\nended with exit code 3 before it was live");
    }
}
