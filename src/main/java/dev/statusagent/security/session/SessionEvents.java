package dev.statusagent.security.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.config.Ticker;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.security.RefusalCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells operators of logins and sessions: the audit log, the counts of refusals, the log. */
@ApplicationScoped
class SessionEvents {
    private static final Logger LOG = Logger.getLogger(SessionEvents.class);
    private static final String ANONYMOUS = "anonymous";
    private static final String SYSTEM = "system";
    private static final long LINE_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_ADDRESSES = 10_000;
    private static final Told NOTHING = new Told(0, 0);

    private final AuditLog audit;
    private final Ticker ticker;
    private final RefusalCounts counts;
    private final Cache<String, Told> told =
            Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();

    /**
     * What was said of an address.
     *
     * @param untilNanos when it may be spoken of again
     * @param unnamed how many tries had no line since
     */
    private record Told(long untilNanos, long unnamed) {}

    SessionEvents(AuditLog audit, Ticker ticker, RefusalCounts counts) {
        this.counts = counts;
        this.audit = audit;
        this.ticker = ticker;
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
        counts.add(ProblemType.LOGIN_FAILED);
        audit.record(from(origin, AuditEvent.of(AuditEvent.Type.LOGIN_FAILED, ANONYMOUS, "login-failed"))
                .with("user", user));
    }

    /** Notes a login that was not tried. */
    void limited(String limit, LoginOrigin origin) {
        counts.add(ProblemType.LOGIN_LIMITED);
        auditOncePerMinute(AuditEvent.of(AuditEvent.Type.RATE_LIMITED, ANONYMOUS, limit), origin);
    }

    /** Warns, each time: somebody wants in, and nobody can. */
    void notConfigured(LoginOrigin origin) {
        counts.add(ProblemType.LOGIN_NOT_CONFIGURED);
        LOG.warnf(
                "Login refused: no panel user is configured (request %s); set STATUS_PANEL_USERNAME with "
                        + "STATUS_PANEL_PASSWORD_HASH or STATUS_PANEL_PASSWORD",
                origin.requestId());
        auditOncePerMinute(AuditEvent.of(AuditEvent.Type.LOGIN_FAILED, ANONYMOUS, "login-not-configured"), origin);
    }

    /** A line a minute for each address, so that a flood of tries does not fill the audit log. */
    private void auditOncePerMinute(AuditEvent event, LoginOrigin origin) {
        long now = ticker.nanos();
        Told[] before = new Told[1];
        told.asMap().compute(origin.limitedAs(), (address, last) -> {
            if (last != null && now - last.untilNanos() < 0) {
                return new Told(last.untilNanos(), last.unnamed() + 1);
            }
            before[0] = last == null ? NOTHING : last;
            return new Told(now + LINE_EVERY_NANOS, 0);
        });
        if (before[0] != null) {
            long unnamed = before[0].unnamed();
            audit.record(from(origin, event).with("unnamed_before", unnamed == 0 ? null : unnamed));
        }
    }

    private static AuditEvent from(LoginOrigin origin, AuditEvent event) {
        return event.with("request_id", origin.requestId()).with("client", origin.client());
    }
}
