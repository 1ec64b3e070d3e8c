package dev.statusagent.security.rate;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Port to the failures of each address. Twenty within a minute put it under penalty for 60 s; each further penalty lasts twice
 * as long, up to 15 min, until the address has kept quiet for that long. Bounded: the addresses beyond the limit that failed
 * longest ago are forgotten. Never blocks.
 */
public interface FailureLimiter {
    /** Failures within a minute that lead to a penalty. */
    int FAILURES = 20;

    /** How many addresses are remembered. */
    int MAX_ADDRESSES = 10_000;

    /**
     * Counts a failure.
     *
     * @param address as {@link dev.statusagent.security.ClientConnection#limitedAs} gives it
     */
    Uni<Verdict> failed(String address);

    /**
     * What a failure leads to.
     *
     * @param retryAfter zero while the address is under no penalty, so that the failure is answered as what it is
     * @param worthALine whether the audit log should name this failure; under penalty one a minute is named
     * @param silenced how many failures went unnamed since the last line
     */
    record Verdict(Duration retryAfter, boolean worthALine, long silenced) {
        public boolean isPenalty() {
            return !retryAfter.isZero();
        }
    }
}
