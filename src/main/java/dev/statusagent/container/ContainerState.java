package dev.statusagent.container;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a container is doing. */
public enum ContainerState {
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD,
    /** A state that this version does not know. */
    UNKNOWN;

    /** The name in lower case, as callers see it. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that name; {@link #UNKNOWN} for any other. */
    public static ContainerState of(String code) {
        for (ContainerState state : values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
