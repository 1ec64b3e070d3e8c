package dev.statusagent.container;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of a log.
 *
 * @param tail at most so many of the last ones; empty for all
 * @param since none before that moment; those of that very moment are among them
 * @param follow whether those that are still to be written are wanted too
 * @param part of which log, where there are several
 */
public record LogQuery(OptionalInt tail, Optional<Instant> since, boolean follow, LogPart part) {
    /** Of the main log. */
    public LogQuery(OptionalInt tail, Optional<Instant> since, boolean follow) {
        this(tail, since, follow, LogPart.MAIN);
    }
}
