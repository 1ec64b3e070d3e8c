package dev.statusagent.panel;

import dev.statusagent.container.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log on its page.
 *
 * @param stream {@code stdout} or {@code stderr}
 * @param at when it was written, to the millisecond; empty where the runtime has no time
 * @param parts its text
 */
record LogRow(String stream, String at, List<Part> parts) {
    private static final int MOST_HITS = 100;
    private static final Pattern DIGITS_BEYOND_MILLIS = Pattern.compile("(\\.\\d{3})\\d+");

    LogRow {
        parts = List.copyOf(parts);
    }

    /**
     * A part of a text.
     *
     * @param hit whether it is what was looked for
     */
    record Part(String text, boolean hit) {}

    /** The line, in which what was looked for stands out. */
    static LogRow of(LogLine line, String wanted) {
        return new LogRow(
                line.source().code(),
                DIGITS_BEYOND_MILLIS.matcher(line.at()).replaceFirst("$1"),
                parts(line.text(), wanted));
    }

    private static List<Part> parts(String text, String wanted) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        if (!wanted.isEmpty()) {
            Matcher hits = Pattern.compile(wanted, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text);
            while (hits.find() && parts.size() < 2 * MOST_HITS) {
                parts.add(new Part(text.substring(end, hits.start()), false));
                parts.add(new Part(hits.group(), true));
                end = hits.end();
            }
        }
        parts.add(new Part(text.substring(end), false));
        return parts;
    }
}
