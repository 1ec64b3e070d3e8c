package dev.statusagent.host.alert;

import dev.statusagent.config.Secret;
import java.time.Duration;
import java.util.Optional;

/** Thresholds as a test wants them; no webhook. */
public record FakeAlertConfig(int cpuPct, int memoryPct, int diskPct, int hysteresisPct, Duration after)
        implements AlertConfig {
    @Override
    public Optional<Secret> webhookUrl() {
        return Optional.empty();
    }
}
