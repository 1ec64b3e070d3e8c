package dev.statusagent.testing;

import dev.statusagent.testing.agent.Ended;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file system that is soon full, which only one process sees. */
public final class SmallDisk {
    private SmallDisk() {}

    /**
     * Runs a class of the tests, with the disk as its first argument, and returns what it said.
     *
     * @param size as {@code mount} takes it
     */
    public static List<String> run(Path directory, String size, Class<?> main, Path... more) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        List<String> command = new ArrayList<>(List.of(
                Requires.program("unshare").toString(),
                "--mount",
                "--map-root-user",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + size + " tmpfs \"$1\" && shift && exec \"$@\"",
                "sh",
                disk.toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                main.getName(),
                disk.toString()));
        Stream.of(more).map(Path::toString).forEach(command::add);
        Ended ended = Program.run(directory, Map.of(), "", command);
        return Stream.concat(ended.stdout().stream(), ended.stderr().stream()).toList();
    }

    /** As it is seen from another working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
