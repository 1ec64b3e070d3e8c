package dev.statusagent.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/** What is told of the audit log's files in the metrics. */
final class AuditMetrics {
    private final MeterRegistry registry;
    private final Counter written;
    private final Counter lost;

    AuditMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.written = Counter.builder("status.audit.events")
                .description("Events written to the audit log")
                .register(registry);
        this.lost = Counter.builder("status.audit.events.lost")
                .description("Events for which there was neither room on the disk nor in memory")
                .register(registry);
    }

    void watch(BooleanSupplier writable) {
        Gauge.builder("status.audit.writable", () -> writable.getAsBoolean() ? 1 : 0)
                .description("1 while the audit log can be written, and changing requests are served")
                .register(registry);
    }

    void written() {
        written.increment();
    }

    void lost() {
        lost.increment();
    }
}
