package dev.statusagent.token;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the agent token comes from. */
public enum TokenOrigin {
    VAULT,
    FILE,
    STATIC,
    NONE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is anything to ask again. */
    public boolean refreshes() {
        return this == VAULT || this == FILE;
    }
}
