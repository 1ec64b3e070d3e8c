package dev.statusagent.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit for systemd, as systemd itself reads it. */
class UnitTest {
    private static final Path UNIT = Path.of("packaging/systemd/status.service");

    @TempDir
    Path directory;

    @Test
    void isUnderstoodAndExposesLittle() throws IOException {
        String analyze = Requires.program("systemd-analyze").toString();
        Path unit = directory.resolve("status.service");
        Files.writeString(
                unit, Files.readString(UNIT).replace("ExecStart=/opt/status/bin/status", "ExecStart=/bin/true"));
        Ended verified = Program.run(directory, Map.of(), "", List.of(analyze, "verify", unit.toString()));
        assertThat(verified.stderr()).noneMatch(line -> line.contains("status.service"));
        Ended exposed = Program.run(
                directory,
                Map.of(),
                "",
                List.of(analyze, "security", "--offline=true", "--threshold=25", unit.toString()));
        assertThat(exposed.exitCode()).as(String.join("\n", exposed.stdout())).isZero();
    }

    @Test
    void namesTheLauncherOfTheRelease() throws IOException {
        assertThat(Files.readString(UNIT)).contains("\nExecStart=/opt/status/bin/status serve\n");
    }
}
