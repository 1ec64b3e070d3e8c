package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.SmallDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update for which there is no room. */
class FullDiskUpdateTest {
    @TempDir
    Path directory;

    @Test
    void leavesTheRunningReleaseAsItIs() throws Exception {
        assertThat(SmallDisk.run(directory, "3m", FullDiskProcess.class, directory.resolve("tls")))
                .contains("disk_full true");
    }
}
