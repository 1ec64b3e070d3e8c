package dev.statusagent.token;

import dev.statusagent.config.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Many agents that start within the same second, each with the rotation and the schedule of the real one, in simulated time. As in
 * the real one each looks once a second, in a rhythm of its own, whether a refresh is due.
 */
final class Fleet {
    private static final long TICK_NANOS = RefreshSchedule.TICK.toNanos();
    private static final RefreshListener NOBODY = new RefreshListener() {
        @Override
        public void refreshed(AgentToken token, boolean rotated, Duration took) {}

        @Override
        public void failed(RefreshError error, String message, Duration took) {}

        @Override
        public void rotatedOnRequest(AgentToken token, Asker asker) {}
    };

    private record Agent(TokenRotation rotation, long tickNanos) {}

    /** Simulated time since the start of the fleet. */
    static final class Time implements Ticker {
        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }
    }

    private final Time time;
    private final Duration interval;
    private final SplittableRandom random;
    private final PriorityQueue<Agent> ticks = new PriorityQueue<>(Comparator.comparingLong(Agent::tickNanos));

    Fleet(Time time, int size, TokenSource source, Duration interval, long seed) {
        this.time = time;
        this.interval = interval;
        this.random = new SplittableRandom(seed);
        for (int agent = 0; agent < size; agent++) {
            ticks.add(new Agent(rotation(source), random.nextLong(TICK_NANOS)));
        }
    }

    private TokenRotation rotation(TokenSource source) {
        var holder = new TokenHolder(TokenOrigin.VAULT, null, Duration.ZERO, time, InstantSource.system());
        var schedule = new RefreshSchedule(interval, random.split());
        return new TokenRotation(source, holder, schedule, time, Runnable::run, NOBODY);
    }

    void run(Duration length) {
        while (ticks.peek().tickNanos() < length.toNanos()) {
            Agent agent = ticks.remove();
            time.nanos = agent.tickNanos();
            agent.rotation().tick();
            ticks.add(new Agent(agent.rotation(), agent.tickNanos() + untilTickThatIsDue(agent.rotation())));
        }
    }

    /** The ticks in between would find that nothing is due. */
    private static long untilTickThatIsDue(TokenRotation rotation) {
        long due = rotation.untilNext().toNanos();
        return Math.max(1, (due + TICK_NANOS - 1) / TICK_NANOS) * TICK_NANOS;
    }
}
