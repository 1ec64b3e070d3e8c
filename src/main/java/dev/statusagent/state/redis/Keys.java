package dev.statusagent.state.redis;

import dev.statusagent.config.AgentConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The names of this deployment's keys: {@code status:{AGENT/DEPLOYMENT}:…}. Agents that share an AGENT_ID and a DEPLOYMENT_HASH
 * share them, and no others do. The part in braces is a hash tag, so that a cluster keeps all of them in one slot and a script
 * may use several (Redis cluster specification, "Hash tags").
 */
@ApplicationScoped
public class Keys {
    private final String prefix;

    @Inject
    Keys(AgentConfig agent) {
        this(agent.id().orElse(""), agent.deploymentHash());
    }

    Keys(String agent, String deployment) {
        this.prefix = "status:{" + encoded(agent) + "/" + encoded(deployment) + "}:";
    }

    /** The key of that name, such as {@code nonce:…}. */
    public String of(String name) {
        return prefix + name;
    }

    /** The second in which the memory of this deployment began, by Redis' clock; gone whenever its data is. */
    public String began() {
        return of("began");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
