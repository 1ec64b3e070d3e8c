package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaTest {
    @TempDir
    private Path directory;

    @Test
    void isTheSameOnTheSameData() throws IOException {
        Replica first = Replica.keptIn(directory.resolve("replica"));
        assertThat(Replica.keptIn(directory.resolve("replica"))).isEqualTo(first);
        assertThat(first.name()).matches("agent:\\S{36}");
    }

    @Test
    void isAnotherOnOtherData() throws IOException {
        assertThat(Replica.keptIn(directory.resolve("one"))).isNotEqualTo(Replica.keptIn(directory.resolve("two")));
    }

    @Test
    void takesAnotherIdentityWhereItsOwnCannotBeRead() throws IOException {
        Path file = Files.writeString(directory.resolve("replica"), "half of i");
        assertThat(Replica.keptIn(file).name()).matches("agent:\\S{36}");
        assertThat(Replica.keptIn(file)).isEqualTo(Replica.keptIn(file));
    }
}
