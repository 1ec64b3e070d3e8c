package dev.statusagent.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the queue does by the clock, at the start and at the end. */
@ApplicationScoped
class CommandQueueJob {
    private static final long WAITS_MILLIS = 100;
    private static final int FIRST = 0;
    private static final Duration LAST_RESULTS = Duration.ofSeconds(10);

    private final CommandStore store;
    private final CommandWaits waits;
    private final Dispatcher dispatcher;
    private final Optional<CommandWorker> worker;
    private final FinishedCommands finished;
    private final Vertx vertx;
    private final AtomicLong depth = new AtomicLong();
    private Long timer;

    CommandQueueJob(
            CommandStore store,
            CommandWaits waits,
            Dispatcher dispatcher,
            CommandsConfig config,
            CommandRunner runner,
            Replica replica,
            FinishedCommands finished,
            MeterRegistry metrics,
            Vertx vertx) {
        this.store = store;
        this.waits = waits;
        this.dispatcher = dispatcher;
        this.worker =
                config.worker() ? Optional.of(new CommandWorker(store, runner, dispatcher, replica)) : Optional.empty();
        this.finished = finished;
        this.vertx = vertx;
        metrics.gauge("status.command.queue.depth", depth);
        metrics.gauge("status.command.waiting.clients", waits, CommandWaits::size);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(WAITS_MILLIS, tick -> waits.tick());
        dispatcher.dispatch(); // makes it, and with it the store
        worker.ifPresent(CommandWorker::begin);
    }

    /** Each second: what was not reported in time is offered again. */
    @Scheduled(identity = "end_leases", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> endLeases() {
        worker.ifPresent(CommandWorker::tick);
        return store.endExpiredLeases()
                .invoke(ended -> finished.count(CommandStatus.FAILED, ended.failed()))
                .chain(dispatcher::count)
                .invoke(depth::set)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull(); // the store has said so itself, and readiness shows it
    }

    /** Each minute: results that were kept long enough are forgotten. */
    @Scheduled(
            identity = "prune_results",
            every = "60s",
            delayed = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return store.prune().replaceWithVoid().onFailure().recoverWithNull();
    }

    void goingDown(@Observes ShutdownDelayInitiatedEvent event) {
        giveOutNothing();
    }

    /** Before the runner ends what is running. */
    void goingDown(@Observes @Priority(FIRST) ShutdownEvent event) {
        giveOutNothing();
        vertx.cancelTimer(timer);
    }

    /** Waiting clients are answered at once, so that they hold nothing up. */
    private void giveOutNothing() {
        waits.stop();
        worker.ifPresent(CommandWorker::stop);
    }

    /** After that: the results of what ran must be kept before the store closes. */
    void down(@Observes ShutdownEvent event) {
        worker.ifPresent(last -> last.awaitEnd(LAST_RESULTS));
    }
}
