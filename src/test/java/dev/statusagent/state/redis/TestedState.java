package dev.statusagent.state.redis;

import dev.statusagent.testing.FakeTicker;
import dev.statusagent.testing.redis.RedisProcess;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** One agent's way to a Redis server, without the agent around it. */
public final class TestedState implements AutoCloseable {
    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05.900Z");

    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final SharedState state;
    private final Keys keys;

    public TestedState(RedisProcess redis, String agent) {
        this(redis, agent, client -> new SharedState(() -> client));
    }

    /** One whose scripts take the ticker's time for Redis' own, which stands still at first. */
    public TestedState(RedisProcess redis, String agent, FakeTicker ticker) {
        this(redis, agent, timeOf(ticker));
    }

    /** One whose scripts take the clock's time for Redis' own. */
    public TestedState(RedisProcess redis, String agent, InstantSource clock) {
        this(redis, agent, client -> new MovedState(client, clock));
    }

    private static InstantSource timeOf(FakeTicker ticker) {
        long began = ticker.nanos();
        return () -> BEGAN.plus(Duration.ofNanos(ticker.nanos() - began));
    }

    private TestedState(RedisProcess redis, String agent, Function<Redis, SharedState> state) {
        this.client = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(redis.url()).setMaxPoolWaiting(512));
        this.state = state.apply(client);
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

    private static final class MovedState extends SharedState {
        private static final String PRELUDE = """
                local server = redis
                local redis = {pcall = server.pcall, call = function(name, ...)
                  return name == 'TIME' and {'%d', '%d'} or server.call(name, ...)
                end}
                """;

        private final InstantSource clock;

        MovedState(Redis client, InstantSource clock) {
            super(() -> client);
            this.clock = clock;
        }

        @Override
        public Uni<Response> run(Script script, List<String> keys, List<String> arguments) {
            Instant now = clock.instant();
            String moved = PRELUDE.formatted(now.getEpochSecond(), now.getNano() / 1000) + script.text();
            return super.run(Script.of(moved), keys, arguments);
        }
    }
}
