package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandWorkerTest {
    private final FakeStore store = new FakeStore();
    private final Dispatcher dispatcher = new Dispatcher(store);
    private final FakeRunner runner = new FakeRunner(2);
    private final CommandWorker worker = new CommandWorker(store, runner, dispatcher, Replica.ALONE);

    /** Runs commands until the test ends them. */
    private static final class FakeRunner implements CommandRunner {
        final Map<String, CompletableFuture<CommandResult>> running = new LinkedHashMap<>();
        final List<String> askedBy = new ArrayList<>();
        private final List<Runnable> listeners = new ArrayList<>();
        int free;

        FakeRunner(int places) {
            free = places;
        }

        @Override
        public boolean tryAcquire() {
            if (free == 0) {
                return false;
            }
            free--;
            return true;
        }

        @Override
        public void release() {
            free++;
            listeners.forEach(Runnable::run);
        }

        @Override
        public Uni<CommandResult> run(Command command, CommandOrigin origin) {
            CompletableFuture<CommandResult> result = new CompletableFuture<>();
            running.put(command.id(), result);
            askedBy.add(origin.identity());
            return Uni.createFrom().completionStage(result);
        }

        @Override
        public void onFree(Runnable listener) {
            listeners.add(listener);
        }

        void end(String id, CommandStatus status, double seconds) {
            CompletableFuture<CommandResult> result = running.remove(id);
            release();
            result.complete(new CommandResult(
                    id, status, new CommandResult.Output(0, seconds, "", ""), null, "agent", Instant.EPOCH, false));
        }
    }

    @Test
    void runsAsManyAsThereArePlacesAndThenTheNext() {
        worker.begin();
        store.offer("a", "b", "c");
        assertThat(runner.running).containsOnlyKeys("a", "b");
        runner.end("a", CommandStatus.SUCCESS, 1);
        assertThat(runner.running).containsOnlyKeys("b", "c");
        assertThat(store.ran).containsExactly("a", "b", "c");
        assertThat(store.reported).extracting(CommandResult::commandId).containsExactly("a");
    }

    @Test
    void runsInTheNameOfWhoeverEnqueued() {
        worker.begin();
        store.offer("a", "b");
        assertThat(runner.askedBy).containsExactly("caller-of-a", "caller-of-b");
    }

    @Test
    void holdsNoPlaceWhileThereIsNothingToRun() {
        worker.begin();
        store.tell(1); // another took it
        assertThat(runner.free).isEqualTo(2);
        runner.tryAcquire();
        runner.release();
        assertThat(store.leasesAsked).isEqualTo(1);
    }

    @Test
    void offersAgainWhatItHeldInAnEarlierLifeBeforeItTakesAnything() {
        store.broken = true;
        store.offer("a");
        worker.begin();
        assertThat(store.leasesAsked).isZero();
        store.broken = false;
        worker.tick();
        assertThat(store.endedFor).containsExactly("agent", "agent");
        assertThat(runner.running).containsOnlyKeys("a");
        worker.tick();
        assertThat(store.endedFor).hasSize(2);
    }

    @Test
    void endsOldLeasesNoSecondTimeWhileTheFirstTryGoesOn() {
        store.hold();
        worker.begin();
        worker.tick();
        assertThat(store.endedFor).containsExactly("agent");
        store.answer();
        store.offer("a");
        worker.tick();
        assertThat(store.endedFor).hasSize(1);
        assertThat(runner.running).containsOnlyKeys("a");
    }

    @Test
    void doesNotRunWhatIsNoLongerItsOwn() {
        store.leaseIsValid = false;
        worker.begin();
        store.offer("a");
        assertThat(runner.running).isEmpty();
        assertThat(runner.free).isEqualTo(2);
    }

    @Test
    void reportsUntilTheStoreHasTheResult() {
        worker.begin();
        store.offer("a");
        store.broken = true;
        runner.end("a", CommandStatus.SUCCESS, 1);
        worker.tick();
        assertThat(store.reported).isEmpty();
        store.broken = false;
        worker.tick();
        assertThat(store.reported).hasSize(1);
        worker.tick();
        assertThat(store.reported).hasSize(1);
    }

    @Test
    void doesNotReportWhatTheEndOfTheAgentCutOff() {
        worker.begin();
        store.offer("a", "b");
        worker.awaitEnd(Duration.ZERO);
        runner.end("a", CommandStatus.KILLED, 30);
        runner.end("b", CommandStatus.KILLED, 60);
        assertThat(store.reported).extracting(CommandResult::commandId).containsExactly("b");
    }

    @Test
    void sharesTheLineWithClients() {
        worker.begin();
        runner.free = 1;
        store.offer("a");
        CommandWaits waits = new CommandWaits(dispatcher, () -> 0);
        var client = waits.next("somebody", Duration.ofSeconds(30), Runnable::run)
                .subscribe()
                .withSubscriber(io.smallrye.mutiny.helpers.test.UniAssertSubscriber.create());
        store.offer("b");
        assertThat(client.getItem()).isPresent();
        assertThat(runner.running).containsOnlyKeys("a");
    }
}
