package dev.statusagent.state.redis;

import dev.statusagent.state.StateChoice;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks every second whether Redis answers, so that readiness follows without any traffic. */
@ApplicationScoped
class RedisProbeJob {
    private final SharedState state;
    private final boolean shared;

    RedisProbeJob(SharedState state, StateChoice choice) {
        this.state = state;
        this.shared = choice.isShared();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> probe() {
        return shared
                ? state.call(Command.PING).onFailure().recoverWithNull().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
