package dev.statusagent.state.redis;

import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateHealth;
import dev.statusagent.state.StateKind;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether Redis has answered the last call. */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
class RedisHealth implements StateHealth {
    private final SharedState state;

    RedisHealth(SharedState state) {
        this.state = state;
    }

    @Override
    public boolean isWorking() {
        return state.isWorking();
    }
}
