package dev.statusagent.host.alert;

import dev.statusagent.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When the agent raises an alert about its host, and where it sends that. */
@ConfigMapping(prefix = "status.alert")
public interface AlertConfig {
    /** {@code STATUS_ALERT_CPU_PCT}: use of all processors, in percent, from 1; 100 is never passed. */
    @WithDefault("90")
    int cpuPct();

    /** {@code STATUS_ALERT_MEMORY_PCT}: the same for memory that is not available. */
    @WithDefault("90")
    int memoryPct();

    /** {@code STATUS_ALERT_DISK_PCT}: the same for the root file system. */
    @WithDefault("90")
    int diskPct();

    /** {@code STATUS_ALERT_HYSTERESIS_PCT}: how far below its threshold a value must be for an alert to resolve. */
    @WithDefault("5")
    int hysteresisPct();

    /** {@code STATUS_ALERT_AFTER}: how long a value must stay above its threshold for an alert to fire; 0: at once. */
    @WithDefault("5m")
    Duration after();

    /** {@code ALERT_WEBHOOK_URL}: where alerts are sent; none: nowhere. */
    Optional<Secret> webhookUrl();
}
