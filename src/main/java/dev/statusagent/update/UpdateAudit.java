package dev.statusagent.update;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.ClientConnection;
import dev.statusagent.security.TrustedProxies;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Supplier;

/** Leaves a trace of each step of an update that somebody asked for, however it ends. */
@RequestScoped
class UpdateAudit {
    private final AuditLog audit;
    private final SecurityIdentity identity;
    private final RoutingContext context;
    private final TrustedProxies proxies;

    UpdateAudit(AuditLog audit, SecurityIdentity identity, RoutingContext context, TrustedProxies proxies) {
        this.audit = audit;
        this.identity = identity;
        this.context = context;
        this.proxies = proxies;
    }

    /** Who asked, as it can be told when the request is gone. */
    record Asker(AuditLog audit, String actor, String requestId, String client) {
        void record(AuditEvent.Type step, String outcome, String job, String version) {
            audit.record(AuditEvent.of(step, actor, outcome)
                    .with("job_id", job)
                    .with("version", version)
                    .with("request_id", requestId)
                    .with("client", client));
        }
    }

    Asker asker() {
        return new Asker(
                audit,
                identity.getPrincipal().getName(),
                RequestId.of(context),
                ClientConnection.of(context, proxies).address());
    }

    /** Does the step; a refusal is recorded, what went well is for the step itself to record. */
    <T> T refusalsOf(AuditEvent.Type step, String job, Supplier<T> work) {
        try {
            return work.get();
        } catch (StatusException e) {
            asker().record(step, e.type().reason(), job, null);
            throw e;
        }
    }
}
