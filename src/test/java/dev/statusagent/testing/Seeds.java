package dev.statusagent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The checked-in inputs of a fuzz test: where {@code scripts/fuzz.sh} begins, and what it has found. */
public final class Seeds {
    private Seeds() {}

    /** Name and content of each file in the directory {@code <name of the class>Inputs} among the test resources. */
    public static Stream<Arguments> of(Class<?> test) {
        Path directory = Path.of("src/test/resources", test.getName().replace('.', '/') + "Inputs");
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> seeds = files.sorted().toList();
            assertThat(seeds).isNotEmpty();
            return seeds.stream().map(file -> Arguments.of(file.getFileName().toString(), content(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
