package dev.statusagent.config;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who this agent is. */
@ConfigMapping(prefix = "status.agent")
public interface AgentConfig {
    /** {@code AGENT_ID}: the identity that callers must name; none: the guarded paths are closed. */
    Optional<String> id();

    /** {@code AGENT_TOKEN}: the static agent token, or the starting value under another source. */
    Optional<Secret> token();

    /** {@code AGENT_SCOPES}: what the control plane may do; none: everything. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> scopes();

    /** {@code DEPLOYMENT_HASH}: names this deployment in Vault. */
    @WithDefault("default")
    String deploymentHash();

    /** Whether the operator named the scope; by the default, which is all, nothing is named. */
    default boolean namesScope(String scope) {
        return scopes().map(scopes -> scopes.contains(scope)).orElse(false);
    }
}
