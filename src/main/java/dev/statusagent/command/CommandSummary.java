package dev.statusagent.command;

import java.time.Instant;

/**
 * A line about a command.
 *
 * @param status null until it is done
 * @param executedBy null until it is done, and where nobody ran it
 * @param completedAt null until it is done
 */
public record CommandSummary(
        String id,
        String name,
        CommandState state,
        Priority priority,
        int attempts,
        Instant enqueuedAt,
        CommandStatus status,
        String executedBy,
        Instant completedAt) {}
