package dev.statusagent.host;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** Holds the latest sample for everyone who asks. Thread-safe; never samples itself. */
@ApplicationScoped
public class HostMetrics {
    private final AtomicReference<HostSample> latest = new AtomicReference<>();
    private final BroadcastProcessor<HostSample> samples = BroadcastProcessor.create();

    HostMetrics(MeterRegistry metrics) {
        gauge("status.host.cpu.usage.ratio", "Share of all processors in use", s -> s.cpuUsagePct() / 100, metrics);
        gauge("status.host.memory.total.bytes", "Memory", HostSample::memoryTotalBytes, metrics);
        gauge("status.host.memory.used.bytes", "Memory that is not available", HostSample::memoryUsedBytes, metrics);
        gauge("status.host.disk.total.bytes", "Size of the root file system", HostSample::diskTotalBytes, metrics);
        gauge("status.host.disk.used.bytes", "Used on the root file system", HostSample::diskUsedBytes, metrics);
        gauge("status.host.load1", "Load average over one minute", HostSample::load1m, metrics);
        counter(
                "status.host.network.receive.bytes",
                "Received by all but loopback",
                HostSample::networkRxBytes,
                metrics);
        counter("status.host.network.transmit.bytes", "Sent by all but loopback", HostSample::networkTxBytes, metrics);
    }

    private void counter(String name, String description, ToDoubleFunction<HostSample> value, MeterRegistry metrics) {
        FunctionCounter.builder(name, latest, holder -> holder.get() == null ? 0 : value.applyAsDouble(holder.get()))
                .description(description)
                .register(metrics);
    }

    private void gauge(String name, String description, ToDoubleFunction<HostSample> value, MeterRegistry metrics) {
        Gauge.builder(name, latest, holder -> holder.get() == null ? Double.NaN : value.applyAsDouble(holder.get()))
                .description(description)
                .register(metrics);
    }

    /** Empty until the first sample was taken, a moment after the start. */
    public Optional<HostSample> latest() {
        return Optional.ofNullable(latest.get());
    }

    /** The latest sample at once, then each new one; a subscriber that is slow misses samples and holds none up. */
    public Multi<HostSample> stream() {
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().optional(latest()), samples)
                .onOverflow()
                .dropPreviousItems();
    }

    void publish(HostSample sample) {
        latest.set(sample);
        samples.onNext(sample);
    }
}
