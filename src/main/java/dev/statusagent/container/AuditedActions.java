package dev.statusagent.container;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.ClientConnection;
import dev.statusagent.security.TrustedProxies;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.CompletableFuture;

/** Does what the caller of this request wants done, and leaves a trace of it, however it ends. */
@RequestScoped
public class AuditedActions {
    private final Containers containers;
    private final AuditLog audit;
    private final SecurityIdentity identity;
    private final RoutingContext context;
    private final TrustedProxies proxies;

    AuditedActions(
            Containers containers,
            AuditLog audit,
            SecurityIdentity identity,
            RoutingContext context,
            TrustedProxies proxies) {
        this.containers = containers;
        this.audit = audit;
        this.identity = identity;
        this.context = context;
        this.proxies = proxies;
    }

    /** As {@link Containers#perform}; a caller that leaves before the end neither stops it nor keeps it out of the audit log. */
    public Uni<Void> perform(ContainerAction action, String container) {
        String actor = identity.getPrincipal().getName();
        String requestId = RequestId.of(context);
        String client = ClientConnection.of(context, proxies).address();
        CompletableFuture<Void> done = containers
                .perform(action, container)
                .onItemOrFailure()
                .invoke((nothing, failure) ->
                        audit.record(AuditEvent.of(AuditEvent.Type.COMMAND_EXECUTED, actor, outcome(failure))
                                .with("program", "docker:" + action.code())
                                .with("container", container)
                                .with("request_id", requestId)
                                .with("client", client)))
                .subscribeAsCompletionStage();
        return Uni.createFrom().completionStage(done::copy);
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "success";
        }
        return (failure instanceof StatusException known ? known.type() : ProblemType.INTERNAL).reason();
    }
}
