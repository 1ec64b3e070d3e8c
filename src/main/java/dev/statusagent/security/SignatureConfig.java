package dev.statusagent.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What a changing request must carry, and how fresh it must be. */
@ConfigMapping(prefix = "status")
public interface SignatureConfig {
    /** {@code STATUS_SIGNATURES}: {@code required}, {@code legacy} or {@code bearer}. */
    @WithDefault("required")
    SignatureMode signatures();

    /** {@code SIGNATURE_MAX_SKEW_SECS}: seconds that {@code created} may lie from now, either way; from 1 to 3600. */
    @WithName("signature.max-skew-secs")
    @WithDefault("300")
    int maxSkewSecs();
}
