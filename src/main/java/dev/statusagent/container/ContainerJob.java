package dev.statusagent.container;

import dev.statusagent.config.Ticker;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is done about containers by the clock, at the start and at the end. */
@ApplicationScoped
class ContainerJob {
    private final Containers containers;
    private final ContainerStates states;
    private final OpenLogs logs;
    private final Ticker ticker;
    private final long intervalNanos;
    private volatile long sampledAt;

    ContainerJob(
            Containers containers,
            ContainerStates states,
            OpenLogs logs,
            Ticker ticker,
            @ConfigProperty(name = "status.metrics.interval-secs", defaultValue = "15") int intervalSecs) {
        this.containers = containers;
        this.states = states;
        this.logs = logs;
        this.ticker = ticker;
        this.intervalNanos = Duration.ofSeconds(intervalSecs).toNanos();
    }

    void start(@Observes StartupEvent event) {
        sample().subscribe().with(done -> {});
    }

    /** Each interval of the metrics; while the runtime does not answer, each 5 seconds, so that its return is noticed soon. */
    @Scheduled(
            identity = "sample_containers",
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sampleIfDue() {
        boolean due = ticker.nanos() - sampledAt >= intervalNanos;
        return due || !states.isAnswering() ? sample() : Uni.createFrom().voidItem();
    }

    Uni<Void> sample() {
        sampledAt = ticker.nanos();
        if (containers.runtime().equals(NoRuntime.NAME)) {
            return Uni.createFrom().voidItem();
        }
        return containers
                .states()
                .invoke(states::found)
                .onFailure()
                .invoke(states::away)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Each 15 seconds: proxies and clients learn that a silent log is not a dead one, and the agent that a client is; and no log
     * outlives the session that it was asked for by.
     */
    @Scheduled(identity = "silent_logs", every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAfterFollowers() {
        logs.endThoseOfEndedSessions();
        logs.saySilence();
    }

    /** Followed logs are ended, so that no viewer holds the shutdown up. */
    void goingDown(@Observes ShutdownDelayInitiatedEvent event) {
        logs.end();
    }
}
