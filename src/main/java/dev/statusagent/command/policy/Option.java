package dev.statusagent.command.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An option that a program may be given.
 *
 * @param spellings {@code -a}, {@code --all}: each in full
 * @param value what the value is called in the documentation; null for a flag
 * @param accepted what the value may be; null for a flag
 * @param valueMayLack whether the long spelling stands without a value too
 */
public record Option(List<String> spellings, String value, Pattern accepted, boolean valueMayLack) {
    static Option flag(String... spellings) {
        return new Option(List.of(spellings), null, null, false);
    }

    static Option valued(String value, String accepted, String... spellings) {
        return new Option(List.of(spellings), value, Pattern.compile(accepted), false);
    }

    static Option optional(String value, String accepted, String spelling) {
        return new Option(List.of(spelling), value, Pattern.compile(accepted), true);
    }

    boolean isFlag() {
        return value == null;
    }

    boolean is(String spelling) {
        return spellings.contains(spelling);
    }

    /** How the documentation writes it: each spelling as code, with its value. */
    public String documented() {
        return String.join(
                " ",
                spellings.stream()
                        .map(spelling -> '`' + withValue(spelling) + '`')
                        .toList());
    }

    private String withValue(String spelling) {
        if (isFlag()) {
            return spelling;
        }
        if (!spelling.startsWith("--")) {
            return spelling + ' ' + value;
        }
        return valueMayLack ? spelling + "[=" + value + ']' : spelling + '=' + value;
    }
}
