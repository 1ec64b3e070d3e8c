package dev.statusagent.command;

/** Which of the waiting commands goes first. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
