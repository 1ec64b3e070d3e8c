package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The guards of {@code /api/self/*} and {@code /api/v1/*} in their order, existing paths and others alike: AGENT_ID, then
 * the credential. A refusal leaves as a failure of the request, so that the credential of a request that the first guard
 * refuses is never looked at.
 */
@ApplicationScoped
public class GuardPolicy implements HttpSecurityPolicy {
    private static final String PASSED = "status.guards-passed";

    private final AgentIdGuard agentId;
    private final Refusals refusals;

    GuardPolicy(AgentIdGuard agentId, Refusals refusals) {
        this.agentId = agentId;
        this.refusals = refusals;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext authorization) {
        if (!GuardedPaths.contains(context)) {
            return CheckResult.permit();
        }
        Optional<StatusException> refusal = agentId.refusal(context);
        if (refusal.isPresent()) {
            return Uni.createFrom().failure(refusals.recorded(context, refusal.get()));
        }
        return identity.map(caller -> authenticated(context, caller));
    }

    private CheckResult authenticated(RoutingContext context, SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw refusals.recorded(context, new StatusException(ProblemType.CREDENTIAL_MISSING));
        }
        context.put(PASSED, true);
        return CheckResult.PERMIT;
    }

    static boolean hasPassed(RoutingContext context) {
        return context.<Boolean>get(PASSED, false);
    }
}
