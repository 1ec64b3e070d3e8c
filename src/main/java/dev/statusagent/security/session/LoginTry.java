package dev.statusagent.security.session;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/**
 * One login that is tried, or must wait.
 *
 * @param limit the limit that holds it back; empty if none does
 * @param waitFor how long; zero: not at all
 * @param known whether somebody has logged in from the address before
 * @param end takes how it ended; of no use for one that must wait
 */
public record LoginTry(String limit, Duration waitFor, boolean known, Function<Outcome, Uni<Void>> end) {
    /** How a login that was tried has ended. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        /** Without a verdict; it counts nowhere. */
        ABANDONED
    }

    boolean mustWait() {
        return !waitFor.isZero();
    }

    Uni<Void> end(Outcome outcome) {
        return end.apply(outcome);
    }
}
