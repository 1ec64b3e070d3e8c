package dev.statusagent.security;

import dev.statusagent.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;

/** How many requests were refused in the last hour, logins among them, counted by the minute. Thread-safe. */
@ApplicationScoped
public class RecentRefusals {
    private static final int MINUTES = 60;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final long[] counts = new long[MINUTES];
    private final Ticker ticker;
    private final long beganNanos;
    private long minute;

    RecentRefusals(Ticker ticker) {
        this.ticker = ticker;
        this.beganNanos = ticker.nanos();
    }

    /** Counts one that was refused now. */
    public synchronized void add() {
        moveOn();
        counts[(int) (minute % MINUTES)]++;
    }

    /** How many there were in the last 59 to 60 minutes. */
    public synchronized long lastHour() {
        moveOn();
        return Arrays.stream(counts).sum();
    }

    /** Forgets the minutes that are an hour old. */
    private void moveOn() {
        long now = (ticker.nanos() - beganNanos) / MINUTE_NANOS;
        if (now - minute >= MINUTES) {
            Arrays.fill(counts, 0);
        } else {
            for (long passed = minute + 1; passed <= now; passed++) {
                counts[(int) (passed % MINUTES)] = 0;
            }
        }
        minute = Math.max(minute, now);
    }
}
