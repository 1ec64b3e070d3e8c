package dev.statusagent.token;

import java.time.Instant;

/**
 * All that is known of the token at one moment; replaced as a whole, never changed.
 *
 * @param current the token in use; null while there is none
 * @param previous the token before it; null if there was none, or it has no grace
 * @param previousUntilNanos the ticker's reading until which the previous token is accepted
 * @param confirmedAtNanos the ticker's reading at which the source last confirmed the current token
 * @param lastRefreshOk null before the first attempt ended, and for a source that does not refresh
 * @param lastError null after a success and before the first attempt ended
 * @param lastSuccess null before the first success
 * @param lastRotation null before the first change of the token
 * @param attempted whether the first attempt ended
 */
record TokenState(
        AgentToken current,
        AgentToken previous,
        long previousUntilNanos,
        long confirmedAtNanos,
        Boolean lastRefreshOk,
        RefreshError lastError,
        Instant lastSuccess,
        Instant lastRotation,
        boolean attempted) {

    static TokenState starting(AgentToken token, long nowNanos, TokenOrigin origin) {
        Boolean ok = (token != null && origin.refreshes()) ? Boolean.FALSE : null;
        return new TokenState(token, null, 0, nowNanos, ok, null, null, null, !origin.refreshes());
    }

    TokenState confirmed(AgentToken same, long nowNanos, Instant now) {
        return new TokenState(
                same, previous, previousUntilNanos, nowNanos, Boolean.TRUE, null, now, lastRotation, true);
    }

    TokenState rotated(AgentToken next, long nowNanos, long graceNanos, Instant now) {
        AgentToken replaced = graceNanos == 0 ? null : current;
        return new TokenState(next, replaced, nowNanos + graceNanos, nowNanos, Boolean.TRUE, null, now, now, true);
    }

    /** As {@link #rotated}, with a token that was given: there is no source that could have confirmed it. */
    TokenState replaced(AgentToken given, long nowNanos, long graceNanos, Instant now) {
        AgentToken replaced = graceNanos == 0 ? null : current;
        return new TokenState(
                given,
                replaced,
                nowNanos + graceNanos,
                nowNanos,
                lastRefreshOk,
                lastError,
                lastSuccess,
                now,
                attempted);
    }

    TokenState failed(RefreshError error) {
        return new TokenState(
                current,
                previous,
                previousUntilNanos,
                confirmedAtNanos,
                Boolean.FALSE,
                error,
                lastSuccess,
                lastRotation,
                true);
    }
}
