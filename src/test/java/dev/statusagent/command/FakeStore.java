package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** A queue in memory for tests of those who ask it: it answers when the test says so. */
final class FakeStore implements CommandStore {
    final List<String> queued = Collections.synchronizedList(new ArrayList<>());
    final List<CommandLease> givenBack = Collections.synchronizedList(new ArrayList<>());
    final List<CommandResult> reported = Collections.synchronizedList(new ArrayList<>());
    final List<String> endedFor = new ArrayList<>();
    final List<String> ran = new ArrayList<>();
    Runnable whileCounting = () -> {};
    int leasesAsked;
    boolean broken;
    boolean leaseIsValid = true;
    private CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
    private final List<IntConsumer> listeners = new ArrayList<>();

    /** Lets leases, and the end of old ones, wait until {@link #answer}. */
    void hold() {
        held = new CompletableFuture<>();
    }

    void answer() {
        held.complete(null);
    }

    void offer(String... ids) {
        queued.addAll(List.of(ids));
        tell(ids.length);
    }

    /** Says that so many have come, which may be gone again. */
    void tell(int commands) {
        listeners.forEach(listener -> listener.accept(commands));
    }

    private <T> Uni<T> answer(java.util.function.Supplier<T> result) {
        return Uni.createFrom().item(() -> {
            if (broken) {
                throw new StatusException(ProblemType.STORE_UNAVAILABLE);
            }
            return result.get();
        });
    }

    @Override
    public Uni<Optional<CommandLease>> lease(String holder) {
        leasesAsked++;
        return Uni.createFrom()
                .completionStage(held)
                .chain(() -> answer(() -> Optional.ofNullable(queued.isEmpty() ? null : queued.remove(0))
                        .map(FakeStore::lease0)));
    }

    private static CommandLease lease0(String id) {
        return new CommandLease(
                new Command(id, "uname", Duration.ofSeconds(60), Priority.NORMAL),
                new CommandOrigin("caller-of-" + id, "192.0.2.7", "request-of-" + id),
                "lease-of-" + id,
                Instant.EPOCH,
                1);
    }

    @Override
    public Uni<Void> giveBack(CommandLease lease) {
        return answer(() -> {
            givenBack.add(lease);
            offer(lease.command().id());
            return null;
        });
    }

    @Override
    public Uni<Boolean> running(CommandLease lease) {
        return answer(() -> {
            ran.add(lease.command().id());
            return leaseIsValid;
        });
    }

    @Override
    public Uni<Reported> report(CommandResult result) {
        return answer(() -> {
            reported.add(result);
            return Reported.ACCEPTED;
        });
    }

    @Override
    public Uni<Ended> endLeasesOf(String holder) {
        return Uni.createFrom().deferred(() -> {
            endedFor.add(holder);
            return Uni.createFrom().completionStage(held).chain(() -> answer(() -> new Ended(0, 0)));
        });
    }

    @Override
    public void onOffered(IntConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public Uni<Enqueued> enqueue(Command command, CommandOrigin origin) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Ended> endExpiredLeases() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Optional<QueuedCommand>> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<CommandPage> list(Optional<CommandState> state, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<CommandCounts> counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> depth() {
        return answer(() -> (long) queued.size()).invoke(() -> whileCounting.run());
    }

    @Override
    public Uni<Integer> prune() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWorking() {
        return !broken;
    }
}
