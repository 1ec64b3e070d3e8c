package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void isCreatedForItsOwnerOnly() throws IOException {
        Path path = parent.resolve("a/b");
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            Path inside = directory.directory("inside");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                    .isEqualTo("rwx------");
            assertThat(directory.file("x")).isEqualTo(path.toRealPath().resolve("x"));
        }
    }

    @Test
    void belongsToOneAtATime() throws IOException {
        try (DataDirectory first = DataDirectory.open(parent)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataDirectory.open(parent)).isInstanceOf(DataDirectory.InUseException.class);
        }
        DataDirectory.open(parent).close();
    }

    @Test
    void mayBeALinkToADirectory() throws IOException {
        Path target = Files.createDirectory(parent.resolve("target"));
        DataDirectory.open(Files.createSymbolicLink(parent.resolve("link"), target))
                .close();
        assertThat(target.resolve("lock")).exists();
    }

    @Test
    void isRefusedWhereItCannotBe() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(IOException.class);
    }
}
