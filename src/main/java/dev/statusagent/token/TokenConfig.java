package dev.statusagent.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the agent token is kept fresh. */
@ConfigMapping(prefix = "status.token")
public interface TokenConfig {
    /** {@code STATUS_TOKEN_FILE}: the file that holds the token; none: no file source. */
    Optional<Path> file();

    /** {@code STATUS_TOKEN_REFRESH_INTERVAL}: the longest time between two refreshes, jitter included; from 1 s to 24 h. */
    @WithDefault("60s")
    Duration refreshInterval();

    /** {@code STATUS_TOKEN_MAX_AGE}: readiness fails once the token is older; above the interval. */
    @WithDefault("600s")
    Duration maxAge();

    /** {@code STATUS_TOKEN_GRACE}: how long the previous token is still accepted after a rotation; up to 1 h. */
    @WithDefault("0s")
    Duration grace();
}
