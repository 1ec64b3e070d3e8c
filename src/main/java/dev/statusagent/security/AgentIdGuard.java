package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The first guard: the agent must have an identity, and the request must name it. Costs no I/O. */
@ApplicationScoped
class AgentIdGuard {
    private static final String HEADER = "X-Agent-Id";

    private final Optional<byte[]> agentId;

    AgentIdGuard(AgentConfig config) {
        this.agentId = config.id().map(id -> id.getBytes(StandardCharsets.UTF_8));
    }

    /** The refusal of the request, or nothing if it names this agent in exactly one header. Constant time per length. */
    Optional<StatusException> refusal(RoutingContext context) {
        if (agentId.isEmpty()) {
            return Optional.of(new StatusException(ProblemType.AGENT_ID_UNSET));
        }
        List<String> named = context.request().headers().getAll(HEADER);
        boolean same = named.size() == 1
                && MessageDigest.isEqual(agentId.get(), named.get(0).getBytes(StandardCharsets.UTF_8));
        return same ? Optional.empty() : Optional.of(new StatusException(ProblemType.AGENT_ID_MISMATCH));
    }
}
