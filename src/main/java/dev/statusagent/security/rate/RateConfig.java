package dev.statusagent.security.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests the authenticated agent may make. */
@ConfigMapping(prefix = "status.rate-limit")
public interface RateConfig {
    /** {@code RATE_LIMIT_PER_MIN}: requests a minute, with a burst of the same size. */
    @WithDefault("120")
    int perMin();
}
