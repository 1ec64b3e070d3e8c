package dev.statusagent.testing.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service token and its lease. */
final class Token {

    /** Where a token came from. */
    record Origin(String path, String displayName, Map<String, String> metadata) {}

    private final String id;
    private final String accessor;
    private final TokenSpec spec;
    private final Origin origin;
    private final Instant created;
    private Instant expires;
    private Instant renewed;
    private int usesLeft;

    Token(String id, String accessor, TokenSpec spec, Origin origin, Instant now) {
        this.id = id;
        this.accessor = accessor;
        this.spec = spec;
        this.origin = origin;
        this.created = now;
        this.expires = spec.ttl().isZero() ? null : now.plus(spec.ttl());
        this.usesLeft = spec.uses();
    }

    String id() {
        return id;
    }

    List<String> policies() {
        return spec.policies();
    }

    synchronized boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Counts one request and tells whether it was the last one allowed. */
    synchronized boolean useUp() {
        return spec.uses() > 0 && --usesLeft == 0;
    }

    /** Starts a new lease, no longer than the maximum age allows; returns the warnings to give. */
    synchronized List<String> renew(Instant now, Duration increment) {
        if (!spec.renewable() || expires == null) {
            throw ApiException.badRequest("lease is not renewable");
        }
        Duration wanted = increment.isZero() ? spec.ttl() : increment;
        Duration possible = Duration.between(now, created.plus(spec.maxTtl()));
        if (possible.isNegative() || possible.isZero()) {
            throw ApiException.badRequest("past the max TTL, cannot renew");
        }
        boolean capped = wanted.compareTo(possible) > 0;
        expires = now.plus(capped ? possible : wanted);
        renewed = now;
        return capped
                ? List.of("TTL of \"" + wanted.toSeconds() + "s\" exceeded the effective max_ttl of \""
                        + possible.toSeconds() + "s\"; TTL value is capped accordingly")
                : List.of();
    }

    /** The {@code auth} object of a login or renewal. */
    synchronized Map<String, Object> auth(Instant now) {
        var auth = new LinkedHashMap<String, Object>();
        auth.put("client_token", id);
        auth.put("accessor", accessor);
        auth.put("policies", spec.policies());
        auth.put("token_policies", spec.policies());
        auth.put("metadata", origin.metadata());
        auth.put("lease_duration", secondsLeft(now));
        auth.put("renewable", spec.renewable());
        auth.put("entity_id", "");
        auth.put("token_type", "service");
        auth.put("orphan", true);
        auth.put("mfa_requirement", null);
        auth.put("num_uses", spec.uses());
        return auth;
    }

    /** The {@code data} object of a lookup. */
    synchronized Map<String, Object> lookup(Instant now) {
        var data = new LinkedHashMap<String, Object>();
        data.put("accessor", accessor);
        data.put("creation_time", created.getEpochSecond());
        data.put("creation_ttl", spec.ttl().toSeconds());
        data.put("display_name", origin.displayName());
        data.put("entity_id", "");
        data.put("expire_time", expires == null ? null : expires.toString());
        data.put("explicit_max_ttl", 0);
        data.put("id", id);
        if (expires != null) {
            data.put("issue_time", created.toString());
            data.put("renewable", spec.renewable());
        }
        if (renewed != null) {
            data.put("last_renewal", renewed.toString());
            data.put("last_renewal_time", renewed.getEpochSecond());
        }
        data.put("meta", origin.metadata());
        data.put("num_uses", usesLeft);
        data.put("orphan", true);
        data.put("path", origin.path());
        data.put("policies", spec.policies());
        data.put("ttl", secondsLeft(now));
        data.put("type", "service");
        return data;
    }

    private long secondsLeft(Instant now) {
        return expires == null ? 0 : Duration.between(now, expires).toSeconds();
    }
}
