package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.session.SessionCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The first guard: the agent must have an identity, and the request must name it, unless a session cookie is all it has to show.
 * Costs no I/O.
 */
@ApplicationScoped
class AgentIdGuard {
    private static final String HEADER = "X-Agent-Id";

    private final Optional<byte[]> agentId;

    AgentIdGuard(AgentConfig config) {
        this.agentId = config.id().map(id -> id.getBytes(StandardCharsets.UTF_8));
    }

    /** The refusal of the request, or nothing if it names this agent in exactly one header, or need not. Constant time per length. */
    Optional<StatusException> refusal(RoutingContext context) {
        if (agentId.isEmpty()) {
            return Optional.of(new StatusException(ProblemType.AGENT_ID_UNSET));
        }
        List<String> named = context.request().headers().getAll(HEADER);
        if (named.isEmpty() && SessionCookie.isSoleCredential(context.request())) {
            return Optional.empty();
        }
        boolean same = named.size() == 1
                && MessageDigest.isEqual(agentId.get(), named.get(0).getBytes(StandardCharsets.UTF_8));
        return same ? Optional.empty() : Optional.of(new StatusException(ProblemType.AGENT_ID_MISMATCH));
    }
}
