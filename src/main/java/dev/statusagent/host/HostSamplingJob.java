package dev.statusagent.host;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;

/** Samples the host on schedule, so that no request pays for it. */
@ApplicationScoped
class HostSamplingJob {
    private static final String INTERVAL = "${status.metrics.interval-secs:15}s";

    private final HostSampler sampler;
    private final HostMetrics metrics;
    private final ExecutorService executor;

    HostSamplingJob(HostSampler sampler, HostMetrics metrics, ExecutorService executor) {
        this.sampler = sampler;
        this.metrics = metrics;
        this.executor = executor;
    }

    /** The first sample, beside the start. */
    void start(@Observes StartupEvent event) {
        executor.execute(this::sample);
    }

    @Scheduled(every = INTERVAL, delayed = INTERVAL, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sample() {
        metrics.publish(sampler.sample());
    }
}
