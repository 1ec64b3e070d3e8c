package dev.statusagent.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.SmallDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of which the disk took a part of a line, and no more. */
class FullDiskLogTest {
    @TempDir
    Path directory;

    @Test
    void goesOnWithTheSameLineWhenThereIsRoomAgain() throws Exception {
        assertThat(SmallDisk.run(directory, "512k", FullDiskProcess.class))
                .as("written before, written while it was full, found, written after and the first anchor")
                .contains("true 0 whole 101");
    }
}
