package dev.statusagent.command.redis;

import dev.statusagent.state.redis.Channel;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Hears of commands that come into the queue, by whichever agent, and tells whoever listens. Thread-safe. */
final class Offers implements AutoCloseable {
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
    private final Uni<Long> depth;
    private final Channel channel;
    private volatile boolean hearing;

    /**
     * @param depth how many commands are queued
     */
    Offers(SharedState state, String channel, Uni<Long> depth) {
        this.depth = depth;
        this.channel = state.hear(channel, number -> offered(Integer.parseInt(number)), this::begin);
    }

    void add(IntConsumer listener) {
        listeners.add(listener);
    }

    boolean isHearing() {
        return hearing;
    }

    /** What came before it could be heard is counted; failing that, the next count says it. */
    private void begin() {
        hearing = true;
        depth.subscribe().with(queued -> offered(Math.toIntExact(queued)), failure -> {});
    }

    private void offered(int commands) {
        if (commands > 0) {
            listeners.forEach(listener -> listener.accept(commands));
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
