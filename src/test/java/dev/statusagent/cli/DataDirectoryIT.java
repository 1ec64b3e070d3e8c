package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {
    @TempDir
    private Path directory;

    @Test
    void aSecondAgentInItEndsWithOneLine() {
        try (PackagedAgent first = PackagedAgent.builder()
                .env("STATUS_DATA_DIR", directory.toString())
                .start()) {
            assertRefused(directory, 1, "another agent is running in it");
            assertThat(first.get("/health").status()).isEqualTo(200);
        }
        try (PackagedAgent next = PackagedAgent.builder()
                .env("STATUS_DATA_DIR", directory.toString())
                .start()) {
            assertThat(next.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void oneThatCannotBeWrittenIsWrongConfiguration() {
        assertRefused(Path.of("/proc/nowhere"), 2, "");
    }

    @Test
    void isInTheWorkingDirectoryByDefault() {
        try (PackagedAgent agent = PackagedAgent.builder().start()) {
            assertThat(agent.workingDirectory().resolve("data/lock")).exists();
        }
    }

    private static void assertRefused(Path path, int exitCode, String reason) {
        Ended ended =
                PackagedAgent.builder().env("STATUS_DATA_DIR", path.toString()).runToEnd();
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(ended.stderr())
                .singleElement()
                .asString()
                .startsWith("STATUS_DATA_DIR: \"" + path + "\" cannot be used: " + reason);
        assertThat(ended.stdout()).isEmpty();
    }
}
