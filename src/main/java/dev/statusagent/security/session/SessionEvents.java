package dev.statusagent.security.session;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.RecentRefusals;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells operators of logins and sessions: the audit log, the metric {@code status_auth_failures_total}, the log. */
@ApplicationScoped
class SessionEvents {
    private static final Logger LOG = Logger.getLogger(SessionEvents.class);
    private static final String ANONYMOUS = "anonymous";
    private static final String SYSTEM = "system";
    private static final long LINE_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final AuditLog audit;
    private final MeterRegistry metrics;
    private final Ticker ticker;
    private final RecentRefusals recent;
    private final AtomicLong nextLimitedLine;
    private final AtomicLong unnamed = new AtomicLong();

    SessionEvents(AuditLog audit, MeterRegistry metrics, Ticker ticker, RecentRefusals recent) {
        this.recent = recent;
        this.audit = audit;
        this.metrics = metrics;
        this.ticker = ticker;
        this.nextLimitedLine = new AtomicLong(ticker.nanos());
    }

    void created(Session session, LoginOrigin origin) {
        record(AuditEvent.Type.SESSION_CREATED, session.account().user(), "success", session, origin);
    }

    void ended(Session session, String reason, LoginOrigin origin) {
        String actor =
                origin.equals(LoginOrigin.SYSTEM) ? SYSTEM : session.account().user();
        record(AuditEvent.Type.SESSION_ENDED, actor, reason, session, origin);
    }

    private void record(AuditEvent.Type type, String actor, String outcome, Session session, LoginOrigin origin) {
        audit.record(from(origin, AuditEvent.of(type, actor, outcome))
                .with("user", session.account().user())
                .with("role", session.account().role())
                .with("created_at", session.createdAt().toString()));
    }

    /**
     * Notes a refused login.
     *
     * @param user the name as given, if it is one that exists; else null
     */
    void failed(String user, LoginOrigin origin) {
        count("login-failed");
        audit.record(from(origin, AuditEvent.of(AuditEvent.Type.LOGIN_FAILED, ANONYMOUS, "login-failed"))
                .with("user", user));
    }

    /** Notes a login that was not tried; a line a minute, so that a flood of them does not fill the audit log. */
    void limited(String limit, LoginOrigin origin) {
        count("login-limited");
        long due = nextLimitedLine.get();
        long now = ticker.nanos();
        if (now - due >= 0 && nextLimitedLine.compareAndSet(due, now + LINE_EVERY_NANOS)) {
            long before = unnamed.getAndSet(0);
            audit.record(from(origin, AuditEvent.of(AuditEvent.Type.RATE_LIMITED, ANONYMOUS, limit))
                    .with("unnamed_before", before == 0 ? null : before));
        } else {
            unnamed.incrementAndGet();
        }
    }

    /** Warns, each time: somebody wants in, and nobody can. */
    void notConfigured(LoginOrigin origin) {
        count("login-not-configured");
        LOG.warnf(
                "Login refused: no panel user is configured (request %s); set STATUS_PANEL_USERNAME with "
                        + "STATUS_PANEL_PASSWORD_HASH or STATUS_PANEL_PASSWORD",
                origin.requestId());
    }

    private void count(String reason) {
        recent.add();
        metrics.counter("status.auth.failures", "reason", reason).increment();
    }

    private static AuditEvent from(LoginOrigin origin, AuditEvent event) {
        return event.with("request_id", origin.requestId()).with("client", origin.client());
    }
}
