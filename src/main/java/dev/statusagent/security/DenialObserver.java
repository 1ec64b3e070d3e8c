package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Records when a caller who is known lacks the role or the scope. */
@ApplicationScoped
class DenialObserver {
    private final Refusals refusals;

    DenialObserver(Refusals refusals) {
        this.refusals = refusals;
    }

    void denied(@Observes AuthorizationFailureEvent event) {
        SecurityIdentity caller = event.getSecurityIdentity();
        Object request = event.getEventProperties().get(RoutingContext.class.getName());
        if (request instanceof RoutingContext context && caller != null && !caller.isAnonymous()) {
            refusals.refusal(context, caller.getPrincipal().getName(), new StatusException(ProblemType.FORBIDDEN));
        }
    }
}
