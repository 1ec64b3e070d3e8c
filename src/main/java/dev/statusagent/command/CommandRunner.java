package dev.statusagent.command;

import io.smallrye.mutiny.Uni;

/**
 * Runs commands on this host, a fixed number at a time. Implementations never block the caller, and never fail: whatever
 * happens to the command is its result.
 */
public interface CommandRunner {
    /** Takes a place for one command; false if all are taken. Whoever took one either runs a command or gives it back. */
    boolean tryAcquire();

    /** Gives back a place that was not used. */
    void release();

    /**
     * Runs the command at the place taken before, which is free again when the result is there. It is run whether somebody
     * waits for the result or not.
     *
     * @param origin who asked for it, for the audit log
     */
    Uni<CommandResult> run(Command command, CommandOrigin origin);

    /** Calls the listener, on any thread, each time that a place becomes free; it must not block. */
    void onFree(Runnable listener);
}
