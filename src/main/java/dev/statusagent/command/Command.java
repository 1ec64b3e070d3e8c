package dev.statusagent.command;

import java.time.Duration;

/**
 * What the control plane wants done.
 *
 * @param id names the command for its whole life: 1 to 128 of {@code A-Z a-z 0-9 . _ : -}, beginning with a letter or digit
 * @param name a program with its arguments, or {@code docker:VERB:CONTAINER}; has passed {@link CommandPolicy}
 * @param timeout how long it may run, 1 s to 24 h
 */
public record Command(String id, String name, Duration timeout, Priority priority) {}
