package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Units {
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int KILO = 1024;

    private Units() {}

    /** Bytes with three or four digits, such as {@code 23.5 GiB}. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KILO && unit < BYTES.size() - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, BYTES.get(unit));
    }

    /** A time in its two largest units, such as {@code 3d 4h}; nothing below zero. */
    static String time(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + "m " + time.toSecondsPart() + "s"
                : Math.max(0, time.toSeconds()) + "s";
    }

    static String percent(JsonNode percent) {
        return String.format(Locale.ROOT, "%.1f %%", percent.asDouble());
    }
}
