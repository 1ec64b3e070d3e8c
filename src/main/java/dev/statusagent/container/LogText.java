package dev.statusagent.container;

import java.util.regex.Pattern;

/**
 * What a program wrote, as text that does nothing: the escape sequences of terminals (ECMA-48: colours, titles, moves) are left out,
 * and any other control character stands there visibly, so that it can neither hide nor reorder what is beside it. A tab stays.
 * The script of the log view has the same rules.
 */
public final class LogText {
    /** Only whole sequences: one without an end would hide the rest of the line. */
    private static final Pattern ESCAPE = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
            + "|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)"
            + "|\\x1b[PX^_][^\\x1b]*\\x1b\\\\"
            + "|\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]");

    private static final int PICTURES = 0x2400;
    private static final char DELETE = 0x7f;

    private LogText() {}

    /** The text made harmless; itself where it is. */
    public static String visible(String text) {
        return isHarmless(text) ? text : spellOut(ESCAPE.matcher(text).replaceAll(""));
    }

    private static boolean isHarmless(String text) {
        return text.chars().noneMatch(LogText::isControl);
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t')
                || (c >= DELETE && c < 0xa0)
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Those of ASCII as the pictures that Unicode has for them, the others by number. */
    private static String spellOut(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (!isControl(c)) {
                visible.append((char) c);
            } else if (c < ' ') {
                visible.append((char) (PICTURES + c));
            } else if (c == DELETE) {
                visible.append('\u2421');
            } else {
                visible.append("\\u%04x".formatted(c));
            }
        });
        return visible.toString();
    }
}
