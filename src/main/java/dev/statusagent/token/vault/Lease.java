package dev.statusagent.token.vault;

import java.time.Duration;

/**
 * How long a Vault token lives.
 *
 * @param beganNanos the ticker's reading when Vault granted it
 * @param duration its length; null: no end
 * @param renewable whether Vault may extend it
 * @see <a href="https://developer.hashicorp.com/vault/docs/concepts/lease">Vault: leases</a>
 */
record Lease(long beganNanos, Duration duration, boolean renewable) {
    static final Lease ENDLESS = new Lease(0, null, false);

    static Lease of(long nowNanos, Duration duration, boolean renewable) {
        return duration == null || duration.isZero() ? ENDLESS : new Lease(nowNanos, duration, renewable);
    }

    /** Whether a third or more of it has passed, so that it should be extended or replaced now. */
    boolean wantsCare(long nowNanos) {
        return duration != null && remaining(nowNanos).multipliedBy(3).compareTo(duration.multipliedBy(2)) <= 0;
    }

    /** Half of what is left: asked again within that time, the lease never ends unattended. */
    Duration patience(long nowNanos) {
        return duration == null ? Duration.ofDays(1) : remaining(nowNanos).dividedBy(2);
    }

    /** Whether it has shrunk below half of an earlier one: Vault's maximum life of the token is near. */
    boolean isMuchShorterThan(Lease earlier) {
        return duration != null
                && earlier.duration != null
                && duration.multipliedBy(2).compareTo(earlier.duration) < 0;
    }

    private Duration remaining(long nowNanos) {
        Duration left = duration.minusNanos(nowNanos - beganNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
