package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.command.Command;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.Priority;
import dev.statusagent.command.TestedCommands;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private RunnerUnderTest given;

    @BeforeEach
    void start() throws IOException {
        given = new RunnerUnderTest(directory, 2, "env", "echo", "sleep", "test-program", "missing", "ls");
    }

    @AfterEach
    void stop() throws IOException {
        given.close();
    }

    @Test
    void givesTheOutputAndTheExitCode() throws IOException {
        given.program("test-program", "echo out \"$@\"", "echo err >&2", "exit 3");
        CommandResult result = given.run("test-program 'a b' \\* c");
        assertThat(result.status()).isEqualTo(CommandStatus.FAILED);
        assertThat(result.error()).isEqualTo("exit code 3");
        assertThat(result.output().exitCode()).isEqualTo(3);
        assertThat(result.output().stdout()).isEqualTo("out a b * c\n");
        assertThat(result.output().stderr()).isEqualTo("err\n");
        assertThat(result.executedBy()).isEqualTo("agent");
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void succeedsWithExitCode0() {
        CommandResult result = given.run("echo hello");
        assertThat(result.status()).isEqualTo(CommandStatus.SUCCESS);
        assertThat(result.error()).isNull();
        assertThat(result.output().exitCode()).isZero();
        assertThat(result.output().durationSecs()).isBetween(0.0, 10.0);
    }

    @Test
    void givesNothingOfItsOwnEnvironment() {
        String[] lines = given.run("env").output().stdout().split("\n");
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("TZ="))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("PATH="),
                        line -> assertThat(line).isEqualTo("LANG=C.UTF-8"),
                        line -> assertThat(line).isEqualTo("LC_ALL=C.UTF-8"),
                        line -> assertThat(line)
                                .isEqualTo("HOME=" + given.runs().resolve("c1")),
                        line -> assertThat(line).startsWith("STATUS_RUN_ID="));
    }

    @Test
    void runsInAnEmptyDirectoryOfItsOwnAndRemovesIt() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createFile(outside.resolve("kept"));
        given.program(
                "test-program",
                "pwd; ls -A; stat -c %a .; cat",
                "mkdir -p a/b; touch a/b/c; ln -s " + outside + " link; ln -s / root; chmod 0 a");
        CommandResult result = given.run("test-program");
        assertThat(result.output().stdout()).isEqualTo(given.runs().resolve("c1") + "\n700\n");
        assertThat(given.runs()).isEmptyDirectory();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void leadsASessionAndAGroupOfItsOwn() throws IOException {
        given.program("test-program", "echo $$ $(cut -d' ' -f5,6 /proc/$$/stat)");
        String[] ids = given.run("test-program").output().stdout().strip().split(" ");
        assertThat(ids).hasSize(3).containsOnly(ids[0]);
    }

    @Test
    void saysThatAProgramIsMissing() {
        CommandResult result = given.run("missing");
        assertThat(result.status()).isEqualTo(CommandStatus.FAILED);
        assertThat(result.error()).isEqualTo("there is no program missing on this host");
        assertThat(result.output()).isNull();
        assertThat(given.runs()).isEmptyDirectory();
    }

    @Test
    void hasNoExitCodeAfterASignal() throws IOException {
        given.program("test-program", "kill -9 $$");
        CommandResult result = given.run("test-program");
        assertThat(result.status()).isEqualTo(CommandStatus.FAILED);
        assertThat(result.error()).isEqualTo("ended by signal 9");
        assertThat(result.output().exitCode()).isNull();
    }

    @Test
    void isToldToEndBeforeItsTimeIsOver() {
        CommandResult result = given.run("sleep 30", SHORT);
        assertThat(result.status()).isEqualTo(CommandStatus.TIMEOUT);
        assertThat(result.error()).isEqualTo("ended when its 1 s were nearly over");
        assertThat(result.output().exitCode()).isNull();
        assertThat(result.output().durationSecs()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void mayEndInOrderWhenTold() throws IOException {
        given.program("test-program", "trap 'echo bye; exit 7' TERM", "sleep 30 & wait");
        CommandResult result = given.run("test-program", SHORT);
        assertThat(result.status()).isEqualTo(CommandStatus.TIMEOUT);
        assertThat(result.output().exitCode()).isEqualTo(7);
        assertThat(result.output().stdout()).isEqualTo("bye\n");
    }

    @Test
    void isKilledWithAllItsChildrenIfItDoesNotListen() throws IOException {
        given.program(
                "test-program",
                "trap '' TERM",
                "sleep 300 & echo $!",
                "setsid sleep 300 & echo $!",
                "(setsid sh -c 'trap \"\" TERM; sleep 300 & sleep 300' &)",
                "while :; do sleep 1; done");
        CommandResult result = given.run("test-program", SHORT);
        assertThat(result.status()).isEqualTo(CommandStatus.KILLED);
        assertThat(result.error()).isEqualTo("killed after 1 s");
        assertThat(result.output().exitCode()).isNull();
        assertThat(result.output().stdout().lines().map(Long::valueOf))
                .hasSize(2)
                .noneMatch(pid -> new ProcessTable().find(pid).isPresent());
        assertThat(marked()).isEmpty();
    }

    @Test
    void leavesNothingRunningAfterANormalEnd() throws IOException {
        given.program(
                "test-program",
                "sleep 300 &",
                "(setsid sleep 300 &)",
                "(setsid sh -c 'sleep 300; true' &)",
                "echo done");
        CommandResult result = given.run("test-program");
        assertThat(result.status()).isEqualTo(CommandStatus.SUCCESS);
        assertThat(result.output().stdout()).isEqualTo("done\n");
        assertThat(marked()).isEmpty();
    }

    @Test
    void doesNotWaitForOneThatHidesAndHoldsTheStreamsOpen() throws IOException {
        given.program("test-program", "(env -i setsid sleep 6 &)", "echo done");
        CommandResult result = given.run("test-program");
        assertThat(result.output().stdout()).isEqualTo("done\n");
        assertThat(result.output().durationSecs()).isLessThan(5);
    }

    @Test
    void keepsTheBeginningOfLongOutput() throws IOException {
        given.program("test-program", "yes | head -c 300000", "yes no | head -c 300000 >&2");
        CommandResult result = given.run("test-program");
        assertThat(result.truncated()).isTrue();
        assertThat(result.output().stdout()).hasSize(KeptOutput.LIMIT_BYTES).startsWith("y\ny\n");
        assertThat(result.output().stderr()).hasSize(KeptOutput.LIMIT_BYTES).startsWith("no\n");
    }

    @Test
    void runsTwoOfTheSameIdApart() throws IOException {
        given.program("test-program", "pwd", "while [ ! -e " + directory + "/go ]; do sleep 0.05; done");
        Command command = new Command("same", "test-program", RunnerUnderTest.PATIENCE, Priority.NORMAL);
        CompletableFuture<CommandResult> one = begin(command);
        CompletableFuture<CommandResult> two = begin(command);
        await().until(() -> Files.exists(given.runs().resolve("same.2")));
        Files.createFile(directory.resolve("go"));
        assertThat(List.of(
                        one.join().output().stdout().strip(),
                        two.join().output().stdout().strip()))
                .containsExactlyInAnyOrder(
                        given.runs().resolve("same").toString(),
                        given.runs().resolve("same.2").toString());
        assertThat(given.runs()).isEmptyDirectory();
    }

    @Test
    void aPlaceIsTakenUntilTheResultIsThere() throws IOException {
        AtomicInteger freed = new AtomicInteger();
        given.runner.onFree(freed::incrementAndGet);
        given.program("test-program", "while [ ! -e " + directory + "/go ]; do sleep 0.05; done");
        CompletableFuture<CommandResult> running =
                begin(new Command("c1", "test-program", RunnerUnderTest.PATIENCE, Priority.NORMAL));
        assertThat(given.runner.tryAcquire()).isTrue();
        assertThat(given.runner.tryAcquire()).isFalse();
        Files.createFile(directory.resolve("go"));
        running.join();
        assertThat(freed).hasValue(1);
        assertThat(given.runner.tryAcquire()).isTrue();
        given.runner.release();
        assertThat(freed).hasValue(2);
    }

    @Test
    void goesOnWhenNobodyWaitsAnyMore() throws IOException {
        given.program("test-program", "while [ ! -e " + directory + "/go ]; do sleep 0.05; done");
        given.runner.tryAcquire();
        Uni<CommandResult> running = given.runner.run(
                new Command("c1", "test-program", RunnerUnderTest.PATIENCE, Priority.NORMAL), RunnerUnderTest.ORIGIN);
        running.subscribe().with(result -> {}).cancel();
        Files.createFile(directory.resolve("go"));
        assertThat(running.await().atMost(RunnerUnderTest.PATIENCE).status()).isEqualTo(CommandStatus.SUCCESS);
    }

    @Test
    void startsNothingThatThePolicyForbids() throws IOException {
        try (RunnerUnderTest strict = new RunnerUnderTest(directory.resolve("strict"), 1)) {
            for (String name : TestedCommands.forbidden()) {
                CommandResult result = strict.run(name);
                assertThat(result.status()).as(name).isEqualTo(CommandStatus.FAILED);
                assertThat(result.output()).as(name).isNull();
            }
            assertThat(strict.starts).hasValue(0);
            assertThat(strict.run("echo a").status()).isEqualTo(CommandStatus.SUCCESS);
            assertThat(strict.starts).hasValue(1);
        }
    }

    @Test
    void runsWhatIsBuiltIn() throws IOException {
        Files.createDirectories(directory.resolve("files/deep"));
        Files.writeString(directory.resolve("files/deep/file"), "text");
        Files.createDirectory(directory.resolve("unpacked"));
        try (RunnerUnderTest strict = new RunnerUnderTest(directory.resolve("strict"), 1)) {
            for (String name : List.of(
                    "tar -czvf DIR/x.tar.gz -C DIR files",
                    "tar -tf DIR/x.tar.gz",
                    "tar -xzf DIR/x.tar.gz -C DIR/unpacked --strip-components=1",
                    "gzip -9k DIR/unpacked/deep/file",
                    "gzip -dc DIR/unpacked/deep/file.gz",
                    "ls -la --full-time DIR/unpacked",
                    "du -sh -d0 --apparent-size DIR/files",
                    "df -hT --total DIR",
                    "date -u -d '2 days ago' +%Y/%m/%d",
                    "uname -srm",
                    "sleep 0.01")) {
                CommandResult result = strict.run(name.replace("DIR", directory.toString()));
                assertThat(result.status()).as("%s: %s", name, result).isEqualTo(CommandStatus.SUCCESS);
            }
        }
        assertThat(directory.resolve("unpacked/deep/file.gz")).exists();
    }

    @Test
    void hasNoContainers() {
        CommandResult result = given.run("docker:restart:web");
        assertThat(result.status()).isEqualTo(CommandStatus.FAILED);
        assertThat(result.error()).isEqualTo("no container runtime");
    }

    @Test
    void recordsWhatRanButNoArgument() {
        given.run("echo s3cret");
        assertThat(given.audit.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(AuditEvent.Type.COMMAND_EXECUTED);
            assertThat(event.actor()).isEqualTo("tester");
            assertThat(event.outcome()).isEqualTo("success");
            assertThat(event.details())
                    .containsEntry("command_id", "c1")
                    .containsEntry("request_id", "request-1")
                    .containsEntry("client", "192.0.2.7")
                    .containsEntry("program", "echo")
                    .containsEntry("exit_code", 0)
                    .containsKey("duration_secs");
            assertThat(event.details().toString()).doesNotContain("s3cret");
        });
        assertThat(given.metrics
                        .counter("status.commands", "outcome", "success")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatRunsIsKilledWhenTheAgentStops() throws IOException {
        CompletableFuture<CommandResult> running =
                begin(new Command("c1", "sleep 300", Duration.ofMinutes(6), Priority.NORMAL));
        await().until(() -> !marked().isEmpty());
        given.runner.stop(Duration.ZERO);
        assertThat(running.join().status()).isEqualTo(CommandStatus.KILLED);
        assertThat(running.join().error()).isEqualTo("killed, since the agent was stopped");
        assertThat(marked()).isEmpty();
        assertThat(given.run("echo a").error()).isEqualTo("the agent stops");
    }

    private CompletableFuture<CommandResult> begin(Command command) {
        given.runner.tryAcquire();
        return given.runner.run(command, RunnerUnderTest.ORIGIN).subscribeAsCompletionStage();
    }

    /** Processes with the directory of this test's runs as their home. */
    private List<ProcessStat> marked() {
        ProcessTable table = new ProcessTable();
        return table.alive().stream()
                .filter(process -> table.wasStartedWith(
                        process.pid(), "HOME=" + given.runs().resolve("c1")))
                .toList();
    }
}
