package dev.statusagent.panel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Shown {
    /** Where there is no value. */
    static final String NOTHING = "–";

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private Shown() {}

    /** Such as {@code 512 B}, {@code 1.5 GiB}; three digits at least where there are so many. */
    static String bytes(long count) {
        double value = (double) count;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return number(value, unit == 0) + ' ' + UNITS.get(unit);
    }

    private static String number(double value, boolean whole) {
        String pattern = whole || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** Such as {@code 0.4 %}, {@code 150 %}. */
    static String percent(double value) {
        return String.format(Locale.ROOT, value >= 99.95 ? "%.0f %%" : "%.1f %%", value);
    }

    /** The two greatest units, such as {@code 3 d 4 h}, {@code 10 min}, {@code 12 s}; nothing below a second. */
    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + rest(seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h" + rest(seconds % 3600 / 60, "min");
        }
        return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, "h");
    }

    private static String rest(long count, String unit) {
        return count == 0 ? "" : " " + count + " " + unit;
    }
}
