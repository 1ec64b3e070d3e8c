package dev.statusagent.token.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.TokenConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenSourceTest {
    private static final String TOKEN = "a${b}c$$d\\e#-0123456789";

    @TempDir
    Path directory;

    private Path file;
    private FileTokenSource source;

    @BeforeEach
    void make() {
        file = directory.resolve("token");
        source = new FileTokenSource(new FileAt(file), new ObjectMapper());
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, TOKEN + "\n", TOKEN + "\r\n", TOKEN + "\nsecond line\n"})
    void readsTheFirstLineVerbatim(String text) throws Exception {
        Files.writeString(file, text);
        assertThat(source.fetch().value().reveal()).isEqualTo(TOKEN);
    }

    @Test
    void readsTheFieldOfAJsonObject() throws Exception {
        Files.writeString(file, "\n {\"token\": \"json-token-0123456789\", \"version\": 3}\n");
        assertThat(source.fetch().value().reveal()).isEqualTo("json-token-0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "short",
                "with space 0123456789",
                "{\"token\": 12345678}",
                "{\"value\": \"json-token-0123456789\"}",
                "{\"token\": \"json-tok"
            })
    void refusesWhatHoldsNoToken(String text) throws Exception {
        Files.writeString(file, text);
        assertThat(error()).isEqualTo(RefreshError.SECRET_INVALID);
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, 3, 4, 5, 6, 7});
        assertThat(error()).isEqualTo(RefreshError.SECRET_INVALID);
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        Files.writeString(file, TOKEN + "\n" + "x".repeat(64 * 1024));
        assertThat(error()).isEqualTo(RefreshError.SECRET_INVALID);
    }

    @Test
    void saysWhenTheFileIsAbsentOrADirectory() throws Exception {
        assertThat(error()).isEqualTo(RefreshError.FILE_UNREADABLE);
        Files.createDirectory(file);
        assertThat(error()).isEqualTo(RefreshError.FILE_UNREADABLE);
    }

    @Test
    void noticesAReplacedFileOnceAndNotForever() throws Exception {
        Files.writeString(file, TOKEN);
        source.fetch();
        assertThat(source.hasChanged()).isFalse();
        Files.writeString(directory.resolve("next"), "next-token-0123456789");
        Files.move(directory.resolve("next"), file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(source.hasChanged()).isTrue();
        assertThat(source.fetch().value().reveal()).isEqualTo("next-token-0123456789");
        assertThat(source.hasChanged()).isFalse();
    }

    @Test
    void noticesTheSymbolicLinkThatKubernetesSwitches() throws Exception {
        publish("..2026_01", TOKEN);
        Files.createSymbolicLink(file, Path.of("..data/token"));
        assertThat(source.fetch().value().reveal()).isEqualTo(TOKEN);
        assertThat(source.hasChanged()).isFalse();
        publish("..2026_02", "next-token-0123456789");
        assertThat(source.hasChanged()).isTrue();
        assertThat(source.fetch().value().reveal()).isEqualTo("next-token-0123456789");
    }

    /** What the kubelet does with a mounted Secret: a new directory, then one atomic switch of {@code ..data}. */
    private void publish(String version, String token) throws IOException {
        Files.createDirectory(directory.resolve(version));
        Files.writeString(directory.resolve(version).resolve("token"), token);
        Path link = directory.resolve("..data_tmp");
        Files.createSymbolicLink(link, Path.of(version));
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private RefreshError error() {
        try {
            source.fetch();
            return null;
        } catch (RefreshException e) {
            return e.error();
        }
    }

    private record FileAt(Path path) implements TokenConfig {
        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }

        @Override
        public Duration refreshInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration maxAge() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration grace() {
            return Duration.ZERO;
        }
    }
}
