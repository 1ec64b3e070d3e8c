package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.security.signature.SignatureVerifier;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Wires the parts of the guards that know no container. */
@Dependent
class SecurityBeans {
    /** Made at the start: what was signed before it is refused, since the nonces of an earlier process are forgotten. */
    @Produces
    @Singleton
    @Startup
    SignatureVerifier verifier(AgentConfig agent, SignatureConfig config, InstantSource clock) {
        return new SignatureVerifier(
                agent.id().orElse(""), Duration.ofSeconds(config.maxSkewSecs()), clock.instant(), clock);
    }
}
