package dev.statusagent.command.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.audit.AuditTrail;
import dev.statusagent.command.CommandPolicy;
import dev.statusagent.command.CommandRunner;
import dev.statusagent.command.CommandsConfig;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.OutgoingCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Pull mode at the start, at the end and by the clock; does nothing without {@code DASHBOARD_URL}. */
@ApplicationScoped
class PullModeJob {
    /** For results to be kept, and reported if that is quick; what is not is reported at the next start. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final PulledCommands store;
    private final ScheduledExecutorService executor;
    private final Optional<DashboardPull> pull;

    PullModeJob(
            DashboardConfig config,
            AgentConfig identity,
            CommandPolicy policy,
            CommandsConfig commands,
            CommandRunner runner,
            PulledCommands store,
            OutgoingCredentials credentials,
            Ticker ticker,
            InstantSource clock,
            ObjectMapper json,
            MeterRegistry metrics,
            AuditLog audit,
            AuditTrail trail,
            ScheduledExecutorService executor)
            throws IOException, GeneralSecurityException {
        this.store = store;
        this.executor = executor;
        if (config.url().isEmpty()) {
            pull = Optional.empty();
            return;
        }
        Dashboard dashboard = DashboardPull.dashboard(config.url().get(), config, identity, credentials);
        DashboardPull.Agent agent = new DashboardPull.Agent(
                policy, commands, runner, identity, ticker, clock, json, metrics, audit::record, trail::isWritable);
        pull = Optional.of(new DashboardPull(dashboard, store, agent, this::later, RandomGenerator.getDefault()));
    }

    private void later(Duration after, Runnable task) {
        try {
            var unused = executor.schedule(task, after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the agent ends, and with it all that would be done later
        }
    }

    void start(@Observes StartupEvent event) {
        pull.ifPresent(DashboardPull::start);
    }

    void goingDown(@Observes ShutdownDelayInitiatedEvent event) {
        pull.ifPresent(DashboardPull::stopAsking);
    }

    /** Commands have ended by now, since the runner's end comes before. */
    void stop(@Observes ShutdownEvent event) {
        pull.ifPresent(running -> running.stop(LAST_WORDS));
    }

    /** Each minute: results that were kept long enough are forgotten, and those are reported that another replica left. */
    @Scheduled(
            identity = "prune_pulled_results",
            every = "60s",
            delayed = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        pull.ifPresent(DashboardPull::reportWhatIsDue);
        return pull.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.prune().replaceWithVoid().onFailure().recoverWithNull();
    }
}
