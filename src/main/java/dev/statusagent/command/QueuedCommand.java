package dev.statusagent.command;

import java.time.Instant;

/**
 * All that is kept of a command.
 *
 * @param attempts how often it was leased; a lease that was given back does not count
 * @param leasedTo who holds it, or held it last; null before the first lease
 * @param leasedUntil when the lease ends or would have ended; null before the first lease
 * @param result null until it is done
 */
public record QueuedCommand(
        Command command,
        CommandState state,
        int attempts,
        CommandOrigin origin,
        Instant enqueuedAt,
        String leasedTo,
        Instant leasedUntil,
        CommandResult result) {}
