package dev.statusagent.security.replay.redis;

import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.replay.ReplayConfig;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** A key for each nonce, which Redis forgets by itself ({@code SET NX PX}). What one replica has seen, all have. */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisNonceStore implements NonceStore {
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
    public Uni<Use> use(String nonce) {
        return state.call(Command.SET, keys.of("nonce:" + nonce), "", "NX", "PX", String.valueOf(timeToLive.toMillis()))
                .map(answer -> answer == null ? Use.AGAIN : Use.FIRST);
    }
}
