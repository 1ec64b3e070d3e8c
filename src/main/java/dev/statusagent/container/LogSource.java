package dev.statusagent.container;

import java.util.Locale;

/** Which of its two streams a container wrote to. A container with a terminal has the first alone. */
public enum LogSource {
    STDOUT,
    STDERR;

    /** The name in lower case, as callers see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
