package dev.statusagent.posture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a setting protects; later ones are worse. */
public enum Verdict {
    GOOD,
    /** Fine where somebody has decided so. */
    LOOK,
    BAD;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
