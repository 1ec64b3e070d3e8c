package dev.statusagent.security;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.rate.FailureLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Leaves a trace of each refused request, in the audit log and in the counts, and counts it against its address. */
@ApplicationScoped
public class Refusals {
    private static final String ANONYMOUS = "anonymous";

    private final AuditLog audit;
    private final FailureLimiter failures;
    private final TrustedProxies proxies;
    private final RefusalCounts counts;
    private final KnownSecrets secrets;

    Refusals(
            AuditLog audit,
            FailureLimiter failures,
            TrustedProxies proxies,
            RefusalCounts counts,
            KnownSecrets secrets) {
        this.secrets = secrets;
        this.counts = counts;
        this.audit = audit;
        this.failures = failures;
        this.proxies = proxies;
    }

    /** Records a failure of the address, and fails with what to answer: the refusal, or 429 where the address is under penalty. */
    public <T> Uni<T> failure(RoutingContext context, StatusException refusal) {
        return failures.failed(ClientConnection.of(context, proxies).limitedAs())
                .invoke(verdict -> record(context, refusal, verdict))
                .chain(verdict -> Uni.createFrom()
                        .failure(
                                verdict.isPenalty()
                                        ? StatusException.retryAfter(ProblemType.RATE_LIMITED, verdict.retryAfter())
                                        : refusal));
    }

    private void record(RoutingContext context, StatusException refusal, FailureLimiter.Verdict verdict) {
        counts.add(refusal.type());
        if (verdict.worthALine()) {
            AuditEvent event = event(context, ANONYMOUS, refusal);
            audit.record(verdict.silenced() == 0 ? event : event.with("failures_unnamed", verdict.silenced()));
        }
    }

    /** Records the refusal of a caller who is known; no failure of the address. */
    public StatusException refusal(RoutingContext context, String actor, StatusException refusal) {
        counts.add(refusal.type());
        audit.record(event(context, actor, refusal));
        return refusal;
    }

    /** Records that the caller proved who it is. */
    void success(RoutingContext context, String actor) {
        audit.record(place(context, AuditEvent.of(AuditEvent.Type.AUTH_SUCCESS, actor, "success")));
    }

    private AuditEvent event(RoutingContext context, String actor, StatusException refusal) {
        return place(
                context,
                AuditEvent.of(type(refusal.type()), actor, refusal.type().reason()));
    }

    private AuditEvent place(RoutingContext context, AuditEvent event) {
        return event.with("request_id", RequestId.of(context))
                .with("client", ClientConnection.of(context, proxies).address())
                .with("method", context.request().method().name())
                .with("path", secrets.get().apply(context.normalizedPath()));
    }

    private static AuditEvent.Type type(ProblemType problem) {
        return switch (problem) {
            case SIGNATURE_MALFORMED,
                    SIGNATURE_INCOMPLETE,
                    SIGNATURE_PARAMETERS,
                    SIGNATURE_STALE,
                    SIGNATURE_INVALID,
                    DIGEST_MISMATCH -> AuditEvent.Type.SIGNATURE_INVALID;
            case REPLAYED -> AuditEvent.Type.REPLAY_DETECTED;
            case RATE_LIMITED -> AuditEvent.Type.RATE_LIMITED;
            case FORBIDDEN -> AuditEvent.Type.SCOPE_DENIED;
            default -> AuditEvent.Type.AUTH_FAILURE;
        };
    }
}
