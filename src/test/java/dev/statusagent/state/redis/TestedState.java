package dev.statusagent.state.redis;

import dev.statusagent.testing.redis.RedisProcess;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** One agent's way to a Redis server, without the agent around it. */
public final class TestedState implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final SharedState state;
    private final Keys keys;

    public TestedState(RedisProcess redis, String agent) {
        this.client = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(redis.url()).setMaxPoolWaiting(512));
        this.state = new SharedState(() -> client);
        this.keys = new Keys(agent, "default");
    }

    public SharedState state() {
        return state;
    }

    public Keys keys() {
        return keys;
    }

    @Override
    public void close() {
        client.close();
        vertx.closeAndAwait();
    }
}
