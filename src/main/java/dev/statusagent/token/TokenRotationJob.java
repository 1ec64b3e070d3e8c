package dev.statusagent.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;

/** Asks each second whether a refresh is due, and four times a second whether a watched file has changed. */
@ApplicationScoped
class TokenRotationJob {
    private static final long WATCH_MILLIS = 250;

    private final TokenRotation rotation;
    private final Vertx vertx;
    private final ExecutorService executor;
    private Long watch;

    TokenRotationJob(TokenRotation rotation, Vertx vertx, ExecutorService executor) {
        this.rotation = rotation;
        this.vertx = vertx;
        this.executor = executor;
    }

    /** The first refresh, beside the start and not before it: a source that is away must not hold the start up. */
    void start(@Observes StartupEvent event) {
        executor.execute(rotation::tick);
        watch = vertx.setPeriodic(WATCH_MILLIS, timer -> vertx.executeBlocking(this::watch));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(watch);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        rotation.tick();
    }

    private Void watch() {
        rotation.refreshIfChanged();
        return null;
    }
}
