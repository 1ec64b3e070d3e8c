package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update for which there is no room, on a file system of three megabytes that only the process sees. */
class FullDiskUpdateTest {
    @TempDir
    Path directory;

    @Test
    void leavesTheRunningReleaseAsItIs() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Ended ended = Program.run(
                directory,
                Map.of(),
                "",
                List.of(
                        Requires.program("unshare").toString(),
                        "--mount",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=3m tmpfs \"$1\" && shift && exec \"$@\"",
                        "sh",
                        disk.toString(),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        classPath(),
                        FullDiskProcess.class.getName(),
                        disk.toString(),
                        directory.resolve("tls").toString()));
        assertThat(ended.stdout()).as(String.join("\n", ended.stderr())).contains("disk_full true");
    }

    /** As it is seen from another working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
