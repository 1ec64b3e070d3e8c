package dev.statusagent.security.rate.embedded;

import dev.statusagent.security.rate.FailureLimiter.Verdict;
import java.time.Duration;

/** The failures of one address. Thread-safe by its own monitor, held for nanoseconds. */
final class Penalty {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final int limit;
    private long windowBeganNanos;
    private int inWindow;
    private Duration length = Duration.ZERO;
    private long endsNanos;
    private long lastLineNanos;
    private long silenced;

    Penalty(int limit) {
        this.limit = limit;
    }

    synchronized Verdict failed(long nowNanos) {
        if (isUnder(nowNanos)) {
            return underPenalty(nowNanos);
        }
        if (inWindow == 0 || nowNanos - windowBeganNanos >= MINUTE_NANOS) {
            windowBeganNanos = nowNanos;
            inWindow = 0;
        }
        inWindow++;
        if (inWindow >= limit) {
            begin(nowNanos);
        }
        return new Verdict(Duration.ZERO, true, 0);
    }

    private boolean isUnder(long nowNanos) {
        return !length.isZero() && nowNanos - endsNanos < 0;
    }

    private void begin(long nowNanos) {
        boolean quiet = length.isZero() || nowNanos - endsNanos >= LONGEST.toNanos();
        Duration next = quiet ? FIRST : length.multipliedBy(2);
        length = next.compareTo(LONGEST) < 0 ? next : LONGEST;
        endsNanos = nowNanos + length.toNanos();
        inWindow = 0;
        lastLineNanos = nowNanos - MINUTE_NANOS;
    }

    private Verdict underPenalty(long nowNanos) {
        Duration left = Duration.ofNanos(endsNanos - nowNanos);
        if (nowNanos - lastLineNanos < MINUTE_NANOS) {
            silenced++;
            return new Verdict(left, false, 0);
        }
        lastLineNanos = nowNanos;
        long before = silenced;
        silenced = 0;
        return new Verdict(left, true, before);
    }
}
