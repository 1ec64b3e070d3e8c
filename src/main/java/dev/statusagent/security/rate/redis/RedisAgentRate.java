package dev.statusagent.security.rate.redis;

import dev.statusagent.security.rate.AgentRate;
import dev.statusagent.security.rate.RateConfig;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The bucket as one number in Redis, by Redis' clock: when it will be full again. */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisAgentRate implements AgentRate {
    private static final Script TAKE = Script.named("rate-take");

    private final SharedState state;
    private final List<String> keys;
    private final List<String> arguments;

    @Inject
    RedisAgentRate(SharedState state, Keys keys, RateConfig config) {
        this(state, keys, config.perMin());
    }

    RedisAgentRate(SharedState state, Keys keys, int perMin) {
        this.state = state;
        this.keys = List.of(keys.of("rate"));
        this.arguments = List.of(String.valueOf(perMin));
    }

    @Override
    public Uni<Optional<Duration>> take() {
        return state.run(TAKE, keys, arguments).map(Response::toLong).map(RedisAgentRate::toWait);
    }

    private static Optional<Duration> toWait(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
    }
}
