package dev.statusagent.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a changing request must carry. */
@ConfigMapping(prefix = "status")
public interface SignatureConfig {
    /** {@code STATUS_SIGNATURES}: {@code required}, {@code legacy} or {@code bearer}. */
    @WithDefault("required")
    SignatureMode signatures();
}
