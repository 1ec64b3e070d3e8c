package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** The second half of {@link AgentIdRequired}: fails closed if the policy did not run for the request. */
@Provider
@AgentIdRequired
public class AgentIdFilter implements ContainerRequestFilter {
    private final RoutingContext context;

    AgentIdFilter(RoutingContext context) {
        this.context = context;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!GuardPolicy.hasPassed(context)) {
            throw new StatusException(ProblemType.AGENT_ID_MISMATCH);
        }
    }
}
