package dev.statusagent.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the agent takes itself to be inside a Pod. */
class KubernetesSourceTest {
    @TempDir
    private Path directory;

    private boolean isHere(String apiServer, Path token) {
        return new KubernetesSource(null, null, InstantSource.system(), Optional.ofNullable(apiServer), token).isHere();
    }

    @Test
    void isInAPodWhereThereAreAnApiServerAndATokenForIt() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "jwt");
        assertThat(isHere("10.96.0.1", token)).isTrue();
        assertThat(isHere("10.96.0.1", directory.resolve("none"))).isFalse();
        assertThat(isHere(null, token)).isFalse();
    }
}
