package dev.statusagent.security.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long nonces are remembered. */
@ConfigMapping(prefix = "status.replay")
public interface ReplayConfig {
    /** {@code REPLAY_TTL_SECS}: seconds, at least twice the skew that signatures may have. */
    @WithDefault("600")
    int ttlSecs();
}
