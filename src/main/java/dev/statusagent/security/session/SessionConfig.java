package dev.statusagent.security.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a session lives. */
@ConfigMapping(prefix = "status.session")
public interface SessionConfig {
    /** {@code STATUS_SESSION_TTL}: from its login on, used or not; from 1 min to 30 days. */
    @WithDefault("24h")
    Duration ttl();

    /** {@code STATUS_SESSION_IDLE}: from its last use on; from 10 s to 30 days. */
    @WithDefault("30m")
    Duration idle();
}
