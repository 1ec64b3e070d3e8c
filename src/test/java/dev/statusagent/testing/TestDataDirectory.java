package dev.statusagent.testing;

import dev.statusagent.config.DataDirectory;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data directory for each application that tests start, removed with it. */
@Mock
@Dependent
class TestDataDirectory {
    @Produces
    @Singleton
    DataDirectory dataDirectory() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "test-data"));
        return DataDirectory.open(Files.createTempDirectory(parent, "agent"));
    }

    void remove(@Disposes DataDirectory directory) throws IOException {
        Path path = directory.file("");
        directory.close();
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path leaf : leavesFirst) {
                Files.deleteIfExists(leaf);
            }
        }
    }
}
