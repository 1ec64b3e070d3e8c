package dev.statusagent.security.session.embedded;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * The failed logins of one address, or of one user. The limit within any minute leads to a penalty, during which nothing is
 * tried; each further penalty lasts twice as long, until there was none for a while. What is being tried counts as failed
 * until it has ended, so that many tries at once are no way around the limit. Thread-safe by its own monitor.
 */
final class LoginFailures {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_PENALTY = Duration.ofMinutes(1);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(15);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final int limit;
    private final Duration longestPenalty;
    private final ArrayDeque<Long> failedAtNanos = new ArrayDeque<>();
    private int underWay;
    private Duration penalty = Duration.ZERO;
    private long penaltyEndsNanos;

    LoginFailures(int limit, Duration longestPenalty) {
        this.limit = limit;
        this.longestPenalty = longestPenalty;
    }

    /** How long to wait before the next try; zero: now, and it has begun. */
    synchronized Duration begin(long nowNanos) {
        if (isUnderPenalty(nowNanos)) {
            return Duration.ofNanos(penaltyEndsNanos - nowNanos);
        }
        while (!failedAtNanos.isEmpty() && nowNanos - failedAtNanos.peekFirst() >= WINDOW.toNanos()) {
            failedAtNanos.removeFirst();
        }
        if (failedAtNanos.size() + underWay >= limit) {
            return SHORT_WAIT;
        }
        underWay++;
        return Duration.ZERO;
    }

    /** Ends a try that was let through. */
    synchronized void end(boolean failed, long nowNanos) {
        underWay--;
        if (!failed) {
            return;
        }
        failedAtNanos.addLast(nowNanos);
        if (failedAtNanos.size() >= limit && !isUnderPenalty(nowNanos)) {
            boolean forgiven = nowNanos - penaltyEndsNanos >= FORGIVEN_AFTER.toNanos();
            Duration next = penalty.isZero() || forgiven ? FIRST_PENALTY : penalty.multipliedBy(2);
            penalty = next.compareTo(longestPenalty) < 0 ? next : longestPenalty;
            penaltyEndsNanos = nowNanos + penalty.toNanos();
            failedAtNanos.clear();
        }
    }

    private boolean isUnderPenalty(long nowNanos) {
        return !penalty.isZero() && nowNanos - penaltyEndsNanos < 0;
    }
}
