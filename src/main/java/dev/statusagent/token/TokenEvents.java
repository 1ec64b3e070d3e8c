package dev.statusagent.token;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.config.AgentConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells operators how the token fares: the log, the audit log and the metrics. */
@ApplicationScoped
@Startup
class TokenEvents implements RefreshListener {
    private static final Logger LOG = Logger.getLogger(TokenEvents.class);
    private static final Asker SYSTEM = new Asker("system", null, null);

    private final AuditLog audit;
    private final TokenHolder holder;
    private final Counter rotations;
    private final Counter successes;
    private final Counter failures;
    private final Timer duration;
    private RefreshError lastError;
    private AgentToken warnedShort;
    private boolean startsWithStaticToken;

    TokenEvents(AuditLog audit, TokenHolder holder, TokenConfig config, AgentConfig agent, MeterRegistry metrics) {
        this.audit = audit;
        this.holder = holder;
        this.startsWithStaticToken = agent.token().isPresent();
        this.rotations = Counter.builder("status.token.rotations")
                .description("Changes of the agent token")
                .register(metrics);
        this.successes = refreshes("success", metrics);
        this.failures = refreshes("failure", metrics);
        this.duration = Timer.builder("status.token.refresh")
                .description("Time that a refresh of the agent token took")
                .serviceLevelObjectives(
                        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10))
                .register(metrics);
        gauge("status.token.max.age", "Age above which the agent is not ready", config.maxAge()::toSeconds, metrics);
        gauge(
                "status.token.last.refresh.timestamp",
                "When the source last confirmed the token; 0: never",
                () -> seconds(holder.status().lastSuccess()),
                metrics);
        gauge(
                "status.token.last.rotation.timestamp",
                "When the token last changed; 0: never",
                () -> seconds(holder.status().lastRotation()),
                metrics);
        holder.current().ifPresent(this::warnIfShort);
    }

    private static Counter refreshes(String outcome, MeterRegistry metrics) {
        return Counter.builder("status.token.refresh")
                .description("Refreshes of the agent token")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static void gauge(String name, String description, Supplier<Number> value, MeterRegistry metrics) {
        Gauge.builder(name, value).description(description).baseUnit("seconds").register(metrics);
    }

    private static double seconds(Optional<Instant> time) {
        return time.map(instant -> instant.toEpochMilli() / 1000.0).orElse(0.0);
    }

    @Override
    public void refreshed(AgentToken token, boolean rotated, Duration took) {
        successes.increment();
        duration.record(took);
        if (lastError != null) {
            LOG.infof("The token source answers again (last error: %s)", lastError.code());
            lastError = null;
        }
        if (rotated) {
            LOG.infof("Agent token taken over from its source%s", version(token));
            rotated(token, SYSTEM);
        }
        if (startsWithStaticToken) {
            startsWithStaticToken = false;
            LOG.warn("AGENT_TOKEN is ignored from now on: the token source has delivered a token");
        }
        warnIfShort(token);
    }

    /** Once for each token, wherever it is from. */
    private void warnIfShort(AgentToken token) {
        if (token.isShort() && !token.sameSecret(warnedShort)) {
            warnedShort = token;
            LOG.warn("The agent token has fewer than 32 characters; a longer one resists guessing");
        }
    }

    @Override
    public void rotatedOnRequest(AgentToken token, Asker asker) {
        LOG.infof("Agent token replaced on request%s", version(token));
        rotated(token, asker);
        warnIfShort(token);
    }

    private void rotated(AgentToken token, Asker asker) {
        rotations.increment();
        audit.record(AuditEvent.of(AuditEvent.Type.TOKEN_ROTATED, asker.actor(), "success")
                .with("request_id", asker.requestId())
                .with("client", asker.client())
                .with("source", holder.status().origin().code())
                .with("version", token.version()));
    }

    private static String version(AgentToken token) {
        return token.version() == null ? "" : ", version " + token.version();
    }

    @Override
    public void failed(RefreshError error, String message, Duration took) {
        failures.increment();
        duration.record(took);
        lastError = error;
        LOG.warnf("Refresh of the agent token failed: %s (%s); the token in use stays", error.code(), message);
        audit.record(AuditEvent.of(AuditEvent.Type.TOKEN_REFRESH_FAILED, SYSTEM.actor(), error.code()));
    }
}
