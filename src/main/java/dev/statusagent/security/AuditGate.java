package dev.statusagent.security;

import dev.statusagent.audit.AuditTrail;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Keeps each answer until the audit log has the request's own events, so that a killed process has answered nothing that is not in the
 * log; and refuses to change anything while the log cannot be written. Reading goes on then.
 */
public class AuditGate {
    /** Before the handler that writes the answer to a failure. */
    private static final int BEFORE_PROBLEMS = Integer.MIN_VALUE + 9;

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final AuditTrail trail;

    AuditGate(AuditTrail trail) {
        this.trail = trail;
    }

    /** Runs after the guards, role and scope among them: a stranger is not told. */
    @ServerRequestFilter
    public Uni<Void> beforeAChange(ContainerRequestContext request, RoutingContext context) {
        if (READING.contains(request.getMethod())) {
            return null;
        }
        CompletionStage<Void> settled = settled(context);
        if (isDone(settled)) {
            judge();
            return null;
        }
        return Uni.createFrom().completionStage(settled).invoke(this::judge);
    }

    private void judge() {
        if (!trail.isWritable()) {
            throw new StatusException(ProblemType.AUDIT_UNWRITABLE);
        }
    }

    @ServerResponseFilter
    public Uni<Void> beforeTheAnswer(RoutingContext context) {
        CompletionStage<Void> settled = settled(context);
        return isDone(settled) ? null : Uni.createFrom().completionStage(settled);
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_PROBLEMS).failureHandler(this::beforeTheRefusal);
    }

    private void beforeTheRefusal(RoutingContext context) {
        CompletionStage<Void> settled = settled(context);
        if (isDone(settled)) {
            context.next();
            return;
        }
        Context eventLoop = Vertx.currentContext();
        settled.thenRun(() -> eventLoop.runOnContext(ignored -> context.next()));
    }

    private CompletionStage<Void> settled(RoutingContext context) {
        return trail.settled(RequestId.of(context));
    }

    private static boolean isDone(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }
}
