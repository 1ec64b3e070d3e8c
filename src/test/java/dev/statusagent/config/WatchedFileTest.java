package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    @TempDir
    private Path directory;

    private Path path;
    private WatchedFile file;

    @BeforeEach
    void watch() {
        path = directory.resolve("token");
        file = new WatchedFile(path);
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text);
    }

    private String writeAndRead(String text) throws IOException {
        write(text);
        return file.read();
    }

    @Test
    void aFileNeverReadHasChanged() throws IOException {
        write("one");
        assertThat(file.hasChanged()).isTrue();
    }

    @Test
    void aFileJustReadHasNot() throws IOException {
        assertThat(writeAndRead("one")).isEqualTo("one");
        assertThat(file.hasChanged()).isFalse();
    }

    @Test
    void seesAWriteInPlace() throws IOException {
        writeAndRead("one");
        write("other");
        assertThat(file.hasChanged()).isTrue();
        assertThat(file.read()).isEqualTo("other");
        assertThat(file.hasChanged()).isFalse();
    }

    @Test
    void seesAWriteInPlaceOfTheSameSize() throws IOException {
        writeAndRead("one");
        write("two");
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(file.hasChanged()).isTrue();
    }

    @Test
    void seesAnAtomicRenameEvenWithTheSameTimeAndSize() throws IOException {
        writeAndRead("one");
        Path next = Files.writeString(directory.resolve("next"), "two");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(path));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        assertThat(file.hasChanged()).isTrue();
        assertThat(file.read()).isEqualTo("two");
    }

    /** As the kubelet updates a volume: the file is a link to {@code ..data/token}, {@code ..data} one to a directory. */
    @Test
    void seesTheSwitchOfALinkOnTheWay() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        volume("..2026_01", "one", time);
        volume("..2026_02", "two", time);
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(path, Path.of("..data/token"));
        assertThat(file.read()).isEqualTo("one");
        assertThat(file.hasChanged()).isFalse();

        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(file.hasChanged()).isTrue();
        assertThat(file.read()).isEqualTo("two");
    }

    private void volume(String name, String token, FileTime time) throws IOException {
        Path file =
                Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("token"), token);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void aFileThatVanishedHasChangedUntilTheReadThatFails() throws IOException {
        writeAndRead("one");
        Files.delete(path);
        assertThat(file.hasChanged()).isTrue();
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        assertThat(file.hasChanged()).isFalse();
    }

    @Test
    void seesAFileComeBack() throws IOException {
        writeAndRead("one");
        Files.delete(path);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        write("one");
        assertThat(file.hasChanged()).isTrue();
        assertThat(file.read()).isEqualTo("one");
    }

    @Test
    void aFileThatIsNotThereYetHasNotChanged() {
        assertThat(file.hasChanged()).isFalse();
    }

    @Test
    void whatCannotBeReadIsTriedAgain() throws IOException {
        Files.createDirectory(path);
        assertThat(file.hasChanged()).isTrue();
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        Files.delete(path);
        write("one");
        assertThat(file.hasChanged()).isTrue();
        assertThat(file.read()).isEqualTo("one");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        assertThat(writeAndRead("x".repeat(64 * 1024))).hasSize(64 * 1024);
        write("x".repeat(64 * 1024 + 1));
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Files.write(path, new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(file::read).isInstanceOf(CharacterCodingException.class);
    }
}
