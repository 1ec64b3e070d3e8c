package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent finds that was killed itself while commands ran. */
class LeftOversTest {
    private static final String RUN = UUID.randomUUID().toString();

    @TempDir
    Path directory;

    private RunnerUnderTest given;
    private RunDirectories directories;
    private Process process;

    @BeforeEach
    void aRunWithoutAnAgent() throws IOException {
        given = new RunnerUnderTest(directory, 1);
        directories = new RunDirectories(given.runs());
    }

    @AfterEach
    void end() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        given.close();
    }

    private Path started(String... argv) throws IOException {
        Path work = directories.create("c1", given.processes.record(RUN));
        process = given.launcher.start(List.of(argv), work, RUN);
        return work;
    }

    @Test
    void areKilledAndRemoved() throws Exception {
        Path work = started("sleep", "300");
        directories.write(work, given.processes.record(RUN, given.processes.family(RUN, process.pid())));
        Files.createFile(work.resolve("file"));
        given.programs.clearUp();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(given.runs()).isEmptyDirectory();
    }

    @Test
    void areFoundByTheirMarkIfTheAgentDiedBeforeItKnewTheProcess() throws Exception {
        started("sleep", "300");
        given.programs.clearUp();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void areFoundByPidAndStartTimeIfTheyHaveNoMark() throws Exception {
        ProcessBuilder unmarked = new ProcessBuilder("setsid", "sleep", "300");
        process = unmarked.start();
        Path work = directories.create("c1", given.processes.record(RUN));
        directories.write(work, given.processes.record(RUN, given.processes.family(RUN, process.pid())));
        given.programs.clearUp();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void areNotWhatHasOnlyTheSamePid() throws Exception {
        process = new ProcessBuilder("sleep", "300").start();
        Path work = directories.create("c1", given.processes.record(RUN));
        RunRecord real = given.processes.record(RUN, given.processes.family(RUN, process.pid()));
        for (RunRecord other : List.of(
                new RunRecord(RUN, real.pid(), real.startTicks() - 1, real.bootId()),
                new RunRecord(RUN, real.pid(), real.startTicks(), "another"))) {
            directories.write(work, other);
            given.programs.clearUp();
            assertThat(process.isAlive()).isTrue();
            work = directories.create("c1", given.processes.record(RUN));
        }
    }

    @Test
    void areNotWhatABrokenRecordSeemsToName() throws Exception {
        Map<String, String> mark = Map.of("STATUS_RUN_ID", "");
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment().putAll(mark);
        process = builder.start();
        for (String text : List.of("", " ", " 0 0 x", "x " + process.pid() + " 0 x", RUN, "\0", RUN + " x 0 x")) {
            Files.writeString(given.runs().resolve(".c1"), text);
            given.programs.clearUp();
            assertThat(process.isAlive()).as(text).isTrue();
            assertThat(given.runs()).isEmptyDirectory();
        }
    }
}
