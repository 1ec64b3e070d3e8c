package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.security.signature.SignatureVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Wires the parts of the guards that know no container. */
@Dependent
class SecurityBeans {
    @Produces
    @Singleton
    SignatureVerifier verifier(AgentConfig agent, SignatureConfig config, InstantSource clock) {
        return new SignatureVerifier(agent.id().orElse(""), Duration.ofSeconds(config.maxSkewSecs()), clock);
    }
}
