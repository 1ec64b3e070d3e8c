package dev.statusagent.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the host is sampled. */
@ConfigMapping(prefix = "status.metrics")
public interface HostConfig {
    /** {@code METRICS_INTERVAL_SECS}: seconds between two samples, from 1 to 3600. */
    @WithDefault("15")
    int intervalSecs();
}
