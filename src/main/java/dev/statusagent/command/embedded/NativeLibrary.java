package dev.statusagent.command.embedded;

import dev.statusagent.config.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where SQLite's native library is unpacked: into the data directory, which is there, writable and nobody else's. The
 * temporary directory need be none of these, and would collect a copy from each process that was killed.
 */
final class NativeLibrary {
    private NativeLibrary() {}

    /** Must be called before a database is opened. An operator who has unpacked it elsewhere ({@code org.sqlite.lib.path}) wins. */
    static DataDirectory unpackInto(DataDirectory directory) {
        try {
            Path home = directory.directory("native");
            try (Stream<Path> old = Files.list(home)) {
                List<Path> left = old.toList();
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            System.setProperty("org.sqlite.tmpdir", home.toString());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
