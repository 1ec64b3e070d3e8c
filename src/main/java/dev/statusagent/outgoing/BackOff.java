package dev.statusagent.outgoing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the nth failure in a row: from 1 to 2 s, 2 to 4 s … up to 30 to 60 s, anywhere in between, so that
 * a fleet does not come back all at once. Thread-safe.
 */
public final class BackOff {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private Duration ceiling = Duration.ofSeconds(1);

    public BackOff(RandomGenerator random) {
        this.random = random;
    }

    public synchronized Duration next() {
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        long half = ceiling.toNanos() / 2;
        return Duration.ofNanos(half + (long) (half * random.nextDouble()));
    }

    /** All is well again. */
    public synchronized void reset() {
        ceiling = Duration.ofSeconds(1);
    }
}
