package dev.statusagent.command;

import java.time.Instant;

/**
 * A command that one holder has for a time: to be run and reported until then, or offered again.
 *
 * @param origin who enqueued it
 * @param id names this lease; another one of the same command has another id
 * @param attempt 1 for the first lease of the command
 */
public record CommandLease(Command command, CommandOrigin origin, String id, Instant until, int attempt) {}
