package dev.statusagent.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be known of the token; never its value.
 *
 * @param age time since the source last confirmed the token; null while there is none, zero for a static one
 * @param lastRefreshOk null before the first attempt ended, and for a source that does not refresh
 * @param version the version in KV v2; null where the source has none
 * @param lastError null after a success and before the first attempt ended
 * @param attempted whether the first refresh attempt ended, or there is none to make
 */
public record TokenStatus(
        TokenOrigin origin,
        Duration age,
        Boolean lastRefreshOk,
        Integer version,
        RefreshError lastError,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastRotation,
        boolean attempted) {

    public boolean hasToken() {
        return age != null;
    }

    /** Whole seconds; null while there is no token. */
    public Long ageSeconds() {
        return age == null ? null : age.toSeconds();
    }

    /** Whether all is as it should be: there is a token, and the last refresh, if any was due, brought one. */
    public boolean isHealthy() {
        return hasToken() && !Boolean.FALSE.equals(lastRefreshOk);
    }
}
