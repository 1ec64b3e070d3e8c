package dev.statusagent.panel;

import java.time.Instant;

/**
 * How safe the agent stands, from what it already knows.
 *
 * @param tokenAgeSeconds time since the source confirmed the agent token; null while there is none
 * @param tokenMaxAgeSeconds the age from which on the agent is not ready
 * @param lastRotation when the token last changed; null if it never did
 * @param tokenSource {@code vault}, {@code file}, {@code static} or {@code none}
 * @param sourceState {@code ok}, {@code starting}, or the code of the last error
 * @param bindAddress the address that the agent listens on, with its port
 * @param tls whether it serves HTTPS
 */
record SecurityStrip(
        Long tokenAgeSeconds,
        long tokenMaxAgeSeconds,
        Instant lastRotation,
        String tokenSource,
        String sourceState,
        String bindAddress,
        boolean tls) {}
