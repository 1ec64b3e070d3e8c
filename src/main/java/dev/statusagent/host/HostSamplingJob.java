package dev.statusagent.host;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Samples the host on schedule, so that no request pays for it. */
@ApplicationScoped
class HostSamplingJob {
    private static final String INTERVAL = "${status.metrics.interval-secs:15}s";

    private final HostSampler sampler;
    private final HostMetrics metrics;
    private final HostHistory history;
    private final List<SampleListener> listeners;
    private final ExecutorService executor;

    HostSamplingJob(
            HostSampler sampler,
            HostMetrics metrics,
            HostHistory history,
            @All List<SampleListener> listeners,
            ExecutorService executor) {
        this.sampler = sampler;
        this.metrics = metrics;
        this.history = history;
        this.listeners = listeners;
        this.executor = executor;
    }

    /** The first sample, beside the start. */
    void start(@Observes StartupEvent event) {
        executor.execute(this::sample);
    }

    @Scheduled(every = INTERVAL, delayed = INTERVAL, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void sample() {
        HostSample sample = sampler.sample();
        history.add(sample);
        metrics.publish(sample);
        listeners.forEach(listener -> listener.sampled(sample));
    }
}
