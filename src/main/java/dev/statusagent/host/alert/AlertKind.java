package dev.statusagent.host.alert;

import dev.statusagent.host.HostSample;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * What is watched. The load average is not: it has no bound that fits every host, and what drives it up shows in these or is
 * better judged beside them by whoever scrapes the metrics.
 */
public enum AlertKind {
    CPU("CPU use", HostSample::cpuUsagePct, AlertConfig::cpuPct),
    MEMORY("Memory use", HostSample::memoryUsedPct, AlertConfig::memoryPct),
    DISK("Use of the root file system", HostSample::diskUsedPct, AlertConfig::diskPct);

    private final String subject;
    private final ToDoubleFunction<HostSample> value;
    private final ToIntFunction<AlertConfig> threshold;

    AlertKind(String subject, ToDoubleFunction<HostSample> value, ToIntFunction<AlertConfig> threshold) {
        this.subject = subject;
        this.value = value;
        this.threshold = threshold;
    }

    /** The stable name, such as {@code cpu}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String subject() {
        return subject;
    }

    double valuePct(HostSample sample) {
        return value.applyAsDouble(sample);
    }

    int thresholdPct(AlertConfig config) {
        return threshold.applyAsInt(config);
    }
}
