package dev.statusagent.state.redis;

import dev.statusagent.testing.FakeTicker;
import dev.statusagent.testing.redis.RedisProcess;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Two agents' ways to one Redis server of their own, by one clock that a test moves. */
public final class TwoAgents implements AutoCloseable {
    private final RedisProcess redis = RedisProcess.inMemory();
    private final AtomicInteger turn = new AtomicInteger();
    private List<TestedState> agents = List.of();

    public RedisProcess redis() {
        return redis;
    }

    /** What the agents share, as either sees it, by turns. */
    public <T> Supplier<T> each(FakeTicker ticker, Function<TestedState, T> port) {
        agents = Stream.of("agent", "agent")
                .map(name -> new TestedState(redis, name, ticker))
                .toList();
        List<T> ports = agents.stream().map(port).toList();
        return () -> ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
    }

    @Override
    public void close() {
        agents.forEach(TestedState::close);
        redis.close();
    }
}
