package dev.statusagent.command.redis;

import dev.statusagent.command.CommandStore;
import dev.statusagent.command.CommandStoreContract;
import dev.statusagent.state.redis.TestedState;
import dev.statusagent.testing.redis.RedisProcess;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisCommandStoreTest extends CommandStoreContract {
    private static RedisProcess redis;

    private final String agent = UUID.randomUUID().toString();
    private TestedState state;
    private RedisCommandStore store;

    @BeforeAll
    static void start() {
        redis = RedisProcess.inMemory();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected CommandStore store() {
        return store == null ? storeAfterRestart() : store;
    }

    @Override
    protected CommandStore storeAfterRestart() {
        close();
        state = new TestedState(redis, agent, clock);
        store = storeOf(state);
        return store;
    }

    private RedisCommandStore storeOf(TestedState replica) {
        RedisCommandStore made = new RedisCommandStore(replica.state(), replica.keys());
        Awaitility.await().until(made::isHearing);
        return made;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
            state.close();
        }
    }
}
