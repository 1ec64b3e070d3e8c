package dev.statusagent.container;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Samples the containers while somebody looks at them. */
@ApplicationScoped
class LiveContainersJob {
    private final LiveContainers live;

    LiveContainersJob(LiveContainers live) {
        this.live = live;
    }

    /** {@link LiveContainers#INTERVAL}. */
    @Scheduled(
            identity = "sample_watched_containers",
            every = "3s",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sample() {
        return live.sampleIfWatched();
    }
}
