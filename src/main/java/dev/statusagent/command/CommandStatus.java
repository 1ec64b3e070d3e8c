package dev.statusagent.command;

/** How a command ended. */
public enum CommandStatus {
    /** It ended by itself with exit code 0. */
    SUCCESS,
    /** It ended by itself with another exit code, could not be started, or was offered too often. */
    FAILED,
    /** It was told to end when its time was nearly over, and did. */
    TIMEOUT,
    /** It was killed, at the end of its time or because the agent was shut down. */
    KILLED
}
