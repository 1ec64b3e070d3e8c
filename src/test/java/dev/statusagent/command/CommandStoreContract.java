package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.command.CommandStore.Ended;
import dev.statusagent.command.CommandStore.Enqueued;
import dev.statusagent.command.CommandStore.Reported;
import dev.statusagent.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link CommandStore} guarantees. */
public abstract class CommandStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    protected static final CommandOrigin ORIGIN = new CommandOrigin("control-plane", "192.0.2.7", "request-1");

    protected final FakeClock clock = new FakeClock();

    /** The store under test; empty before each test. */
    protected abstract CommandStore store();

    /** The same store as another process would find it, after the one before was killed or has ended. */
    protected abstract CommandStore storeAfterRestart();

    @Test
    void enqueuesAnIdOnce() {
        assertThat(enqueue(command("a"))).isEqualTo(Enqueued.NEW);
        assertThat(enqueue(command("a"))).isEqualTo(Enqueued.AGAIN);
        assertThat(get(store().depth())).isEqualTo(1);
        assertThat(lease()).isPresent();
        assertThat(enqueue(command("a"))).isEqualTo(Enqueued.AGAIN);
        assertThat(lease()).isEmpty();
    }

    @Test
    void refusesAnotherCommandUnderAKnownId() {
        enqueue(command("a"));
        assertThat(enqueue(new Command("a", "uname -a", Duration.ofSeconds(60), Priority.NORMAL)))
                .isEqualTo(Enqueued.CONFLICT);
        assertThat(enqueue(new Command("a", "uname", Duration.ofSeconds(61), Priority.NORMAL)))
                .isEqualTo(Enqueued.CONFLICT);
        assertThat(enqueue(command("a", Priority.HIGH))).isEqualTo(Enqueued.CONFLICT);
        assertThat(lease().orElseThrow().command()).isEqualTo(command("a"));
    }

    @Test
    void remembersADoneIdWithItsResult() {
        enqueue(command("a"));
        lease();
        get(store().report(success("a")));
        assertThat(enqueue(command("a"))).isEqualTo(Enqueued.AGAIN);
        assertThat(lease()).isEmpty();
        assertThat(find("a").state()).isEqualTo(CommandState.DONE);
    }

    @Test
    void leasesByPriorityThenFirstInFirstOut() {
        enqueue(command("low-1", Priority.LOW));
        enqueue(command("normal-1", Priority.NORMAL));
        enqueue(command("high-1", Priority.HIGH));
        enqueue(command("normal-2", Priority.NORMAL));
        enqueue(command("high-2", Priority.HIGH));
        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> lease().orElseThrow().command().id()))
                .containsExactly("high-1", "high-2", "normal-1", "normal-2", "low-1");
        assertThat(lease()).isEmpty();
    }

    @Test
    void tellsAllAboutACommand() {
        enqueue(command("a"));
        assertThat(find("a"))
                .isEqualTo(new QueuedCommand(
                        command("a"), CommandState.QUEUED, 0, ORIGIN, clock.instant(), null, null, null));
        CommandLease lease = lease().orElseThrow();
        assertThat(lease.attempt()).isEqualTo(1);
        assertThat(lease.origin()).isEqualTo(ORIGIN);
        assertThat(lease.until()).isEqualTo(clock.instant().plusSeconds(90));
        assertThat(find("a"))
                .isEqualTo(new QueuedCommand(
                        command("a"),
                        CommandState.LEASED,
                        1,
                        ORIGIN,
                        clock.instant(),
                        "somebody",
                        lease.until(),
                        null));
        assertThat(get(store().find("b"))).isEmpty();
    }

    @Test
    void keepsAResultAsItIs() {
        enqueue(command("a"));
        enqueue(command("b"));
        CommandResult killed = new CommandResult(
                "a",
                CommandStatus.KILLED,
                new CommandResult.Output(null, 1.25, "löng\n\u0000\uD83D\uDE00", ""),
                "out of time",
                "runner-7",
                clock.instant().minusSeconds(1),
                true);
        CommandResult failed =
                new CommandResult("b", CommandStatus.FAILED, null, "no such program", "agent", clock.instant(), false);
        assertThat(get(store().report(killed))).isEqualTo(Reported.ACCEPTED);
        assertThat(get(store().report(failed))).isEqualTo(Reported.ACCEPTED);
        assertThat(find("a").result()).isEqualTo(killed);
        assertThat(find("b").result()).isEqualTo(failed);
    }

    @Test
    void theFirstReportCounts() {
        enqueue(command("a"));
        lease();
        CommandResult late = new CommandResult("a", CommandStatus.FAILED, null, "late", "x", clock.instant(), false);
        assertThat(get(store().report(success("a")))).isEqualTo(Reported.ACCEPTED);
        assertThat(get(store().report(late))).isEqualTo(Reported.LATE);
        assertThat(find("a").result()).isEqualTo(success("a"));
        assertThat(get(store().report(success("b")))).isEqualTo(Reported.UNKNOWN);
    }

    @Test
    void aReportCountsAlthoughTheLeaseHasEnded() {
        enqueue(command("a"));
        lease();
        clock.advance(Duration.ofSeconds(90));
        assertThat(get(store().endExpiredLeases())).isEqualTo(new Ended(1, 0));
        assertThat(get(store().report(success("a")))).isEqualTo(Reported.ACCEPTED);
        assertThat(lease()).isEmpty();
    }

    @Test
    void offersAgainWhatWasNotReportedInTime() {
        enqueue(command("a"));
        enqueue(command("b"));
        CommandLease first = lease().orElseThrow();
        assertThat(get(store().running(first))).isTrue();
        clock.advance(Duration.ofSeconds(90).minusMillis(1));
        assertThat(get(store().endExpiredLeases())).isEqualTo(new Ended(0, 0));
        clock.advance(Duration.ofMillis(1));
        assertThat(get(store().endExpiredLeases())).isEqualTo(new Ended(1, 0));
        CommandLease second = lease().orElseThrow();
        assertThat(second.command()).as("at its old place").isEqualTo(command("a"));
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void givesUpAfterFiveOffersMore() {
        enqueue(command("a"));
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(lease().orElseThrow().attempt()).isEqualTo(attempt);
            clock.advance(Duration.ofSeconds(90));
            assertThat(get(store().endExpiredLeases())).isEqualTo(attempt < 6 ? new Ended(1, 0) : new Ended(0, 1));
        }
        assertThat(lease()).isEmpty();
        QueuedCommand done = find("a");
        assertThat(done.state()).isEqualTo(CommandState.DONE);
        assertThat(done.attempts()).isEqualTo(6);
        assertThat(done.result().status()).isEqualTo(CommandStatus.FAILED);
        assertThat(done.result().error()).contains("offered 6 times");
        assertThat(done.result().executedBy()).isNull();
        assertThat(done.result().output()).isNull();
        assertThat(done.result().completedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aLeaseGivenBackDoesNotCount() {
        enqueue(command("a"));
        for (int round = 0; round < 10; round++) {
            CommandLease lease = lease().orElseThrow();
            assertThat(lease.attempt()).isEqualTo(1);
            get(store().giveBack(lease));
        }
        assertThat(find("a").attempts()).isZero();
        assertThat(get(store().depth())).isEqualTo(1);
    }

    @Test
    void whatAnOldLeaseSaysChangesNothing() {
        enqueue(command("a"));
        CommandLease old = lease().orElseThrow();
        get(store().giveBack(old));
        CommandLease present = lease().orElseThrow();
        assertThat(get(store().running(old))).isFalse();
        get(store().giveBack(old));
        assertThat(find("a").state()).isEqualTo(CommandState.LEASED);
        assertThat(get(store().running(present))).isTrue();
        assertThat(find("a").state()).isEqualTo(CommandState.RUNNING);
        get(store().giveBack(present));
        assertThat(find("a").state()).as("what runs is not given back").isEqualTo(CommandState.RUNNING);
    }

    @Test
    void endsTheLeasesOfOneHolderAtOnce() {
        enqueue(command("a"));
        enqueue(command("b"));
        CommandLease mine = get(store().lease("me")).orElseThrow();
        get(store().running(mine));
        get(store().lease("you"));
        assertThat(get(store().endLeasesOf("me"))).isEqualTo(new Ended(1, 0));
        assertThat(get(store().endLeasesOf("me"))).isEqualTo(new Ended(0, 0));
        assertThat(find("a").state()).isEqualTo(CommandState.QUEUED);
        assertThat(find("b").state()).isEqualTo(CommandState.LEASED);
    }

    @Test
    void everythingOutlivesTheProcess() {
        for (String id : List.of("queued", "leased", "running", "done")) {
            enqueue(command(id, id.equals("queued") ? Priority.LOW : Priority.NORMAL));
        }
        lease();
        get(store().running(lease().orElseThrow()));
        get(store().report(success("done")));
        List<QueuedCommand> before = all();
        storeAfterRestart();
        assertThat(all()).isEqualTo(before);
        assertThat(lease().orElseThrow().command().id()).isEqualTo("queued");
        assertThat(enqueue(command("done"))).isEqualTo(Enqueued.AGAIN);
    }

    private List<QueuedCommand> all() {
        return List.of(find("queued"), find("leased"), find("running"), find("done"));
    }

    @Test
    void tellsWhatComesIntoTheQueue() {
        AtomicInteger offered = new AtomicInteger();
        store().onOffered(offered::addAndGet);
        enqueue(command("a"));
        enqueue(command("a"));
        awaitSum(offered, 1);
        CommandLease lease = lease().orElseThrow();
        get(store().giveBack(lease));
        awaitSum(offered, 2);
        lease();
        clock.advance(Duration.ofMinutes(2));
        get(store().endExpiredLeases());
        awaitSum(offered, 3);
    }

    private static void awaitSum(AtomicInteger sum, int expected) {
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(sum).hasValue(expected));
    }

    @Test
    void listsTheNewestFirst() {
        for (int i = 0; i < 5; i++) {
            enqueue(command("c" + i));
        }
        lease();
        get(store().report(success("c1")));
        CommandPage newest = get(store().list(Optional.empty(), 3));
        assertThat(newest.commands()).extracting(CommandSummary::id).containsExactly("c4", "c3", "c2");
        assertThat(newest.total()).isEqualTo(5);
        CommandPage done = get(store().list(Optional.of(CommandState.DONE), 3));
        assertThat(done.total()).isEqualTo(1);
        assertThat(done.commands())
                .containsExactly(new CommandSummary(
                        "c1",
                        "uname",
                        CommandState.DONE,
                        Priority.NORMAL,
                        0,
                        clock.instant(),
                        CommandStatus.SUCCESS,
                        "agent",
                        clock.instant()));
    }

    @Test
    void countsByStateOutcomeAndExecutor() {
        for (String id : List.of("a", "b", "c", "d")) {
            enqueue(command(id));
        }
        lease();
        get(store().report(success("b")));
        get(store().report(success("c")));
        CommandCounts counts = get(store().counts());
        assertThat(counts.byState())
                .isEqualTo(Map.of(CommandState.QUEUED, 1L, CommandState.LEASED, 1L, CommandState.DONE, 2L));
        assertThat(counts.byOutcome()).isEqualTo(Map.of(CommandStatus.SUCCESS, 2L));
        assertThat(counts.byExecutor()).isEqualTo(Map.of("agent", 2L));
    }

    @Test
    void forgetsResultsAfterADay() {
        enqueue(command("old"));
        enqueue(command("waiting"));
        get(store().report(success("old")));
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(get(store().prune())).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(get(store().prune())).isEqualTo(1);
        assertThat(get(store().find("old"))).isEmpty();
        assertThat(get(store().find("waiting"))).isPresent();
        assertThat(enqueue(command("old"))).isEqualTo(Enqueued.NEW);
    }

    @Test
    void keepsTenThousandResultsAtMost() {
        Uni.join()
                .all(IntStream.range(0, CommandStore.KEPT + 700)
                        .mapToObj(i ->
                                store().enqueue(command("c" + i), ORIGIN).chain(() -> store().report(success("c" + i))))
                        .toList())
                .usingConcurrencyOf(500)
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(2));
        assertThat(get(store().prune())).isEqualTo(700);
        assertThat(get(store().counts()).byState()).isEqualTo(Map.of(CommandState.DONE, (long) CommandStore.KEPT));
        assertThat(get(store().find("c" + (CommandStore.KEPT + 699)))).isPresent();
        assertThat(get(store().prune())).isZero();
    }

    @Test
    void ofManyLeasesAtOnceEachGetsAnotherCommand() {
        int commands = 200;
        List<CompletableFuture<Enqueued>> enqueued = IntStream.range(0, commands)
                .mapToObj(i -> store().enqueue(command("c" + i), ORIGIN).subscribeAsCompletionStage())
                .toList();
        enqueued.forEach(CompletableFuture::join);
        List<CompletableFuture<Optional<CommandLease>>> leases = IntStream.range(0, commands + 50)
                .mapToObj(i -> store().lease("holder-" + i).subscribeAsCompletionStage())
                .toList();
        Set<String> leased = leases.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .map(lease -> lease.command().id())
                .collect(Collectors.toSet());
        assertThat(leased).hasSize(commands);
    }

    @Test
    void saysThatItWorks() {
        enqueue(command("a"));
        assertThat(store().isWorking()).isTrue();
    }

    protected static Command command(String id) {
        return command(id, Priority.NORMAL);
    }

    protected static Command command(String id, Priority priority) {
        return new Command(id, "uname", Duration.ofSeconds(60), priority);
    }

    protected CommandResult success(String id) {
        return new CommandResult(
                id,
                CommandStatus.SUCCESS,
                new CommandResult.Output(0, 0.1, "Linux\n", ""),
                null,
                "agent",
                clock.instant(),
                false);
    }

    protected Enqueued enqueue(Command command) {
        return get(store().enqueue(command, ORIGIN));
    }

    protected Optional<CommandLease> lease() {
        return get(store().lease("somebody"));
    }

    protected QueuedCommand find(String id) {
        return get(store().find(id)).orElseThrow();
    }

    protected static <T> T get(Uni<T> operation) {
        return operation.await().atMost(PATIENCE);
    }
}
