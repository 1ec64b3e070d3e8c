package dev.statusagent.command;

import java.time.Instant;

/**
 * What became of a command.
 *
 * @param output null if it never started
 * @param error what went wrong, in words; null after a success
 * @param executedBy who ran it: {@code agent} for this agent, else what the reporter calls itself
 * @param truncated whether one of the streams was longer than what is kept of it
 */
public record CommandResult(
        String commandId,
        CommandStatus status,
        Output output,
        String error,
        String executedBy,
        Instant completedAt,
        boolean truncated) {

    /**
     * What the process left behind.
     *
     * @param exitCode null if it was ended by a signal
     * @param durationSecs seconds from start to end, with fraction
     */
    public record Output(Integer exitCode, double durationSecs, String stdout, String stderr) {}
}
