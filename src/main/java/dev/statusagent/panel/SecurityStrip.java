package dev.statusagent.panel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;

/**
 * How safe the agent stands, from what it already knows.
 *
 * @param tokenAgeSeconds time since the source confirmed the agent token; null while there is none
 * @param tokenMaxAgeSeconds the age from which on the agent is not ready
 * @param lastRotation when the token last changed; null if it never did
 * @param tokenSource {@code vault}, {@code file}, {@code static} or {@code none}
 * @param sourceState {@code ok}, {@code starting}, or the code of the last error
 * @param refusedLastHour how many requests and logins were refused within the last hour
 * @param bindAddress the address that the agent listens on, with its port
 * @param tls whether it serves HTTPS
 */
record SecurityStrip(
        Long tokenAgeSeconds,
        long tokenMaxAgeSeconds,
        Instant lastRotation,
        String tokenSource,
        String sourceState,
        long refusedLastHour,
        String bindAddress,
        boolean tls) {
    /** Whether there is no token, or one so old that the agent is not ready, or soon will be. */
    @JsonIgnore
    public boolean isOld() {
        return tokenAgeSeconds == null || tokenAgeSeconds >= tokenWarnAgeSeconds();
    }

    /** The age from which on the page warns: three quarters of the limit. */
    public long tokenWarnAgeSeconds() {
        return tokenMaxAgeSeconds * 3 / 4;
    }

    /** The age as people read it. */
    public String tokenAge() {
        return tokenAgeSeconds == null ? "no token" : Shown.duration(Duration.ofSeconds(tokenAgeSeconds));
    }

    /** The limit as people read it. */
    public String tokenMaxAge() {
        return Shown.duration(Duration.ofSeconds(tokenMaxAgeSeconds));
    }

    /** What the state of the source means. */
    public String sourceWords() {
        if (tokenSource.equals("static")) {
            return "never rotates";
        }
        return isSourceOk() ? "reached at the last refresh" : "the last refresh failed";
    }

    /** Whether the source is in order. */
    @JsonIgnore
    public boolean isSourceOk() {
        return sourceState.equals("ok") || sourceState.equals("starting");
    }
}
