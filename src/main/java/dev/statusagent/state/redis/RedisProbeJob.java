package dev.statusagent.state.redis;

import dev.statusagent.state.StateChoice;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Asks every second whether Redis answers, so that readiness follows without any traffic, and notes since when it remembers; the
 * first answer leads to a look at its settings.
 */
@ApplicationScoped
class RedisProbeJob {
    private static final Script MEMORY_BEGAN = Script.named("memory-began");

    private final SharedState state;
    private final RedisSettings settings;
    private final List<String> keys;
    private final boolean shared;

    RedisProbeJob(SharedState state, RedisSettings settings, Keys keys, StateChoice choice) {
        this.state = state;
        this.settings = settings;
        this.keys = List.of(keys.began());
        this.shared = choice.isShared();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> probe() {
        return shared
                ? state.run(MEMORY_BEGAN, keys, List.of())
                        .call(settings::check)
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
