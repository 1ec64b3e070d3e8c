package dev.statusagent.security;

import dev.statusagent.config.Ticker;
import dev.statusagent.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many requests were refused, logins among them: the metric {@code status_auth_failures_total}, which has all its reasons
 * from the start, and those of the last hour, counted by the minute. Thread-safe.
 */
@ApplicationScoped
@Startup
public class RefusalCounts {
    private static final Set<ProblemType> REASONS = EnumSet.of(
            ProblemType.AGENT_ID_UNSET,
            ProblemType.AGENT_ID_MISMATCH,
            ProblemType.CREDENTIAL_MISSING,
            ProblemType.CREDENTIAL_INVALID,
            ProblemType.BEARER_NEEDS_TLS,
            ProblemType.SIGNATURE_REQUIRED,
            ProblemType.SIGNATURE_MALFORMED,
            ProblemType.SIGNATURE_INCOMPLETE,
            ProblemType.SIGNATURE_PARAMETERS,
            ProblemType.SIGNATURE_STALE,
            ProblemType.SIGNATURE_INVALID,
            ProblemType.DIGEST_MISMATCH,
            ProblemType.REPLAYED,
            ProblemType.RATE_LIMITED,
            ProblemType.FORBIDDEN,
            ProblemType.CROSS_SITE,
            ProblemType.LOGIN_FAILED,
            ProblemType.LOGIN_LIMITED,
            ProblemType.LOGIN_NOT_CONFIGURED);
    private static final int MINUTES = 60;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final long[] counts = new long[MINUTES];
    private final Ticker ticker;
    private final MeterRegistry metrics;
    private final long beganNanos;
    private long minute;

    RefusalCounts(Ticker ticker, MeterRegistry metrics) {
        this.ticker = ticker;
        this.metrics = metrics;
        this.beganNanos = ticker.nanos();
        REASONS.forEach(this::counter);
    }

    /** Counts one that was refused now. */
    public synchronized void add(ProblemType reason) {
        counter(reason).increment();
        moveOn();
        counts[(int) (minute % MINUTES)]++;
    }

    private Counter counter(ProblemType reason) {
        return Counter.builder("status.auth.failures")
                .description("Requests that were refused")
                .tag("reason", reason.reason())
                .register(metrics);
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
