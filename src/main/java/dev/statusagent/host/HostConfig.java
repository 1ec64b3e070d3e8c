package dev.statusagent.host;

import dev.statusagent.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the host is sampled. */
@ConfigMapping(prefix = "status.metrics")
public interface HostConfig {
    /** {@code METRICS_INTERVAL_SECS}: seconds between two samples, from 1 to 3600. */
    @WithDefault("15")
    int intervalSecs();

    /** {@code METRICS_WEBHOOK}: where samples are sent; none: nowhere. */
    Optional<Secret> webhook();
}
