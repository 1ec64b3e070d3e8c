package dev.statusagent.host.alert;

import java.util.Locale;

/** The two things that an alert can tell. */
public enum AlertState {
    FIRED,
    RESOLVED;

    /** The stable name, such as {@code fired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
