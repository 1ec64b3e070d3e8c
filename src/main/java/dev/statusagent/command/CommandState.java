package dev.statusagent.command;

import java.util.Locale;

/** Where a command is on its way through the queue. */
public enum CommandState {
    /** Waits for somebody who runs it. */
    QUEUED,
    /** Was given to somebody, for a time. */
    LEASED,
    /** Is being run by whom it was given to. */
    RUNNING,
    /** Has its result, which is kept for a while. */
    DONE;

    /** As callers write and read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
