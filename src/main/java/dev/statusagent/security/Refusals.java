package dev.statusagent.security;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.StatusException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Leaves a trace of each refused request: the audit log and the metric {@code status_auth_failures_total}. */
@ApplicationScoped
class Refusals {
    private static final String ANONYMOUS = "anonymous";

    private final AuditLog audit;
    private final MeterRegistry metrics;

    Refusals(AuditLog audit, MeterRegistry metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    /** Records the refusal and hands it back, to be thrown. */
    StatusException recorded(RoutingContext context, StatusException refusal) {
        String reason = refusal.type().reason();
        metrics.counter("status.auth.failures", "reason", reason).increment();
        audit.record(AuditEvent.of(AuditEvent.Type.AUTH_FAILURE, ANONYMOUS, reason)
                .with("request_id", RequestId.of(context))
                .with("client", context.request().remoteAddress().hostAddress()));
        return refusal;
    }
}
