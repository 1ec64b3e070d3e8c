package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two rounds of what {@code scripts/kill-rounds.sh} does at length. */
class KilledAgentIT {
    @TempDir
    private Path directory;

    @Test
    void losesNothingThatItAccepted() throws Exception {
        KilledAgent rounds = new KilledAgent(directory, 1000, 20260102);
        for (int round = 0; round < 2; round++) {
            assertThat(rounds.run(round).accepted()).isPositive();
        }
    }
}
