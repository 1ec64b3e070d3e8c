package dev.statusagent.audit.chain;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The first thing that is wrong with a log.
 *
 * @param line where it stands in the file, or should stand, from 1
 * @param reason what shows it, for people
 */
public record Finding(Kind kind, Path file, long line, String reason) {
    /** What somebody did. */
    public enum Kind {
        REMOVED,
        CHANGED,
        MOVED,
        ADDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding at(Place place, Kind kind, String reason) {
        return new Finding(kind, place.file(), place.line(), reason);
    }
}
