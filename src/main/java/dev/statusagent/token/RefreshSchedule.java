package dev.statusagent.token;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When the next refresh is due. After a success: within the interval, shortened by up to a sixth of it (10 s at most), the
 * first time by any part of it, so that a fleet started together spreads out. After a failure: 1 s, 2 s, 4 s … up to the
 * interval, shortened alike. Jitter never lengthens, and the grain of the tick that asks is allowed for, so that two
 * refreshes are never further apart than the interval. Not thread-safe: used by one refresh at a time.
 */
final class RefreshSchedule {
    /** How often {@link TokenRotationJob} asks. */
    static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration MAX_JITTER = Duration.ofSeconds(10);
    private static final int JITTER_PART = 6;

    private final Duration interval;
    private final RandomGenerator random;
    private boolean succeededBefore;
    private int failures;

    RefreshSchedule(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.random = random;
    }

    Duration afterSuccess() {
        failures = 0;
        Duration longest = interval.compareTo(TICK) > 0 ? interval.minus(TICK) : Duration.ZERO;
        if (succeededBefore) {
            return shortened(longest);
        }
        succeededBefore = true;
        return randomPart(longest);
    }

    Duration afterFailure() {
        long seconds = 1L << Math.min(failures, 20);
        failures++;
        Duration backOff = Duration.ofSeconds(seconds);
        return shortened(backOff.compareTo(interval) < 0 ? backOff : interval);
    }

    private Duration shortened(Duration longest) {
        Duration jitter = longest.dividedBy(JITTER_PART);
        return longest.minus(randomPart(jitter.compareTo(MAX_JITTER) < 0 ? jitter : MAX_JITTER));
    }

    private Duration randomPart(Duration whole) {
        return Duration.ofNanos((long) (whole.toNanos() * random.nextDouble()));
    }
}
