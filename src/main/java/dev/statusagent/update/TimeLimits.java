package dev.statusagent.update;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param answer until the head of an answer is there, or the whole of a small one
 * @param silence between two parts of a download
 * @param download for the whole of it
 */
record TimeLimits(Duration answer, Duration silence, Duration download) {
    static final TimeLimits USUAL =
            new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(30));
}
