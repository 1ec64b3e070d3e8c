package dev.statusagent.command;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.ClientConnection;
import dev.statusagent.security.Refusals;
import dev.statusagent.security.TrustedProxies;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** Who asks, for which deployment, and whether that is allowed. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final RoutingContext context;
    private final TrustedProxies proxies;
    private final AgentConfig agent;
    private final Refusals refusals;

    Caller(
            SecurityIdentity identity,
            RoutingContext context,
            TrustedProxies proxies,
            AgentConfig agent,
            Refusals refusals) {
        this.identity = identity;
        this.context = context;
        this.proxies = proxies;
        this.agent = agent;
        this.refusals = refusals;
    }

    CommandOrigin origin() {
        return new CommandOrigin(identity.getPrincipal().getName(), address(), RequestId.of(context));
    }

    /** The caller as a holder or an executor. */
    String name() {
        return identity.getPrincipal().getName() + " at " + address();
    }

    /**
     * Checks that the caller has the scope of what it wants done to a container.
     *
     * @throws StatusException {@link ProblemType#FORBIDDEN}
     */
    void mayRun(ParsedCommand command) {
        if (command instanceof ParsedCommand.Container container
                && !identity.checkPermissionBlocking(new StringPermission("docker", container.verb()))) {
            throw refusals.refusal(
                    context, identity.getPrincipal().getName(), new StatusException(ProblemType.FORBIDDEN));
        }
    }

    private String address() {
        return ClientConnection.of(context, proxies).address();
    }

    /**
     * Checks that the caller means this deployment.
     *
     * @throws StatusException {@link ProblemType#NOT_FOUND} for another one
     */
    void means(String deploymentHash) {
        if (deploymentHash != null && !deploymentHash.equals(agent.deploymentHash())) {
            throw new StatusException(ProblemType.NOT_FOUND, "This agent is of another deployment");
        }
    }
}
