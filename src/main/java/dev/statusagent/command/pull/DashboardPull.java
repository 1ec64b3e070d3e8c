package dev.statusagent.command.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.audit.AuditEvent;
import dev.statusagent.command.CommandPolicy;
import dev.statusagent.command.CommandRunner;
import dev.statusagent.command.CommandsConfig;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Ticker;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.Delay;
import dev.statusagent.outgoing.OutgoingTls;
import dev.statusagent.security.OutgoingCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Pull mode as a whole: its parts put together, and its beginning and end. */
final class DashboardPull {
    private static final Duration POLL_LIMIT = Duration.ofSeconds(HttpDashboard.POLL_SECONDS + 10L);
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(20);

    private final Reports reports;
    private final Underway underway;
    private final Intake intake;
    private final PullLoop loop;

    /**
     * What pull mode shares with the rest of the agent.
     *
     * @param auditable whether what is run can be audited; while not, nothing is asked for
     */
    record Agent(
            CommandPolicy policy,
            CommandsConfig commands,
            CommandRunner runner,
            AgentConfig identity,
            Ticker ticker,
            InstantSource clock,
            ObjectMapper json,
            MeterRegistry metrics,
            Consumer<AuditEvent> audit,
            BooleanSupplier auditable) {}

    DashboardPull(Dashboard dashboard, PulledCommands store, Agent agent, Delay delay, RandomGenerator random) {
        PullEvents events = new PullEvents(agent.metrics(), agent.audit(), agent.ticker());
        reports = new Reports(store, dashboard, new BackOff(random), delay, agent.json(), events);
        underway = new Underway(store, reports, delay, events);
        Places places = new Places(agent.runner(), delay);
        intake = new Intake(
                agent.policy(),
                agent.commands(),
                agent.identity(),
                store,
                agent.runner(),
                places,
                underway,
                reports,
                delay,
                agent.clock(),
                events);
        loop = new PullLoop(
                dashboard,
                intake,
                places,
                underway,
                reports,
                new BackOff(random),
                delay,
                agent.ticker(),
                agent.json(),
                agent.identity().deploymentHash(),
                agent.auditable(),
                events);
    }

    /**
     * The control plane that the configuration names.
     *
     * @throws IOException if a file of the TLS settings cannot be read
     * @throws GeneralSecurityException if such a file is not understood
     */
    static Dashboard dashboard(URI url, DashboardConfig config, AgentConfig identity, OutgoingCredentials credentials)
            throws IOException, GeneralSecurityException {
        BoundedHttpClient http =
                new BoundedHttpClient(OutgoingTls.context(config.cacert(), config.clientCert(), config.clientKey()));
        return new HttpDashboard(url, identity.deploymentHash(), http, credentials, POLL_LIMIT, REPORT_LIMIT);
    }

    /** Reports what an earlier process left, and asks for more. */
    void start() {
        reports.wake();
        loop.start();
    }

    /** Reports what is due, whoever kept it. */
    void reportWhatIsDue() {
        reports.wake();
    }

    /** Asks for nothing more; what runs goes on. */
    void stopAsking() {
        loop.stop();
        intake.stop();
    }

    /** Done when no command is under way and the result of each is kept. */
    CompletableFuture<Void> idle() {
        return underway.idle();
    }

    /**
     * Ends everything. Blocks until what ran is kept and reported, at most for that time each; reports that are due then are
     * made by the next process.
     */
    void stop(Duration patience) {
        stopAsking();
        await(underway.idle(), patience);
        await(reports.idle(), patience);
        reports.stop();
    }

    private static void await(CompletableFuture<Void> end, Duration patience) {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // what is not done is done by the next process
        }
    }
}
