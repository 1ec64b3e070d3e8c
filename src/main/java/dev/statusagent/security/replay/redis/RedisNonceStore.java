package dev.statusagent.security.replay.redis;

import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.replay.ReplayConfig;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A key for each nonce, which Redis forgets by itself. What one replica has seen, all have. The memory began when Redis was first
 * asked, or asked again after it had lost its data.
 */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisNonceStore implements NonceStore {
    private static final Script USE = Script.named("nonce-use");

    private final SharedState state;
    private final Keys keys;
    private final Duration timeToLive;

    @Inject
    RedisNonceStore(SharedState state, Keys keys, ReplayConfig replay) {
        this(state, keys, Duration.ofSeconds(replay.ttlSecs()));
    }

    RedisNonceStore(SharedState state, Keys keys, Duration timeToLive) {
        this.state = state;
        this.keys = keys;
        this.timeToLive = timeToLive;
    }

    @Override
    public Uni<Use> use(String nonce, Instant created) {
        List<String> arguments =
                List.of(String.valueOf(timeToLive.toMillis()), String.valueOf(created.getEpochSecond()));
        return state.run(USE, List.of(keys.of("nonce:" + nonce), keys.began()), arguments)
                .map(answer -> Use.valueOf(answer.toString()));
    }
}
