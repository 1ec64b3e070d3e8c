package dev.statusagent.panel;

import dev.statusagent.container.LogFilter;
import dev.statusagent.container.LogSource;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What a person wants to see of a log.
 *
 * @param tail how many of the last lines are looked at
 * @param text what the lines have in them; empty for anything
 * @param stream {@code stdout}, {@code stderr}, or empty for both
 * @param times whether each line is shown with its time
 */
record LogChoice(int tail, String text, String stream, boolean times) {
    static final LogChoice USUAL = new LogChoice(100, "", "", false);

    private static final int LONGEST_TEXT = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

    /**
     * Understands the parameters; each may be null.
     *
     * @param most the largest number of lines, at least the usual one
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the one that is not understood
     */
    static LogChoice of(String tail, String text, String stream, String times, int most) {
        return new LogChoice(
                tail == null ? USUAL.tail : tail(tail, most),
                text == null ? "" : text(text),
                stream == null ? "" : stream(stream),
                "true".equals(times));
    }

    private static int tail(String tail, int most) {
        int number = NUMBER.matcher(tail).matches() ? Integer.parseInt(tail) : 0;
        if (number < 1 || number > most) {
            throw bad("tail must be a whole number from 1 to " + most);
        }
        return number;
    }

    private static String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw bad("q must have at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static String stream(String stream) {
        if (!stream.isEmpty() && source(stream).isEmpty()) {
            throw bad("stream must be stdout or stderr, or empty for both");
        }
        return stream;
    }

    private static Optional<LogSource> source(String code) {
        return Arrays.stream(LogSource.values())
                .filter(source -> source.code().equals(code))
                .findFirst();
    }

    private static StatusException bad(String detail) {
        return new StatusException(ProblemType.BAD_REQUEST, detail);
    }

    LogFilter filter() {
        return new LogFilter(text, source(stream));
    }

    /** The query of the same choice in another place; what is as usual is left out. */
    public String query() {
        StringJoiner query = new StringJoiner("&").add("tail=" + tail);
        if (!text.isEmpty()) {
            query.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        if (!stream.isEmpty()) {
            query.add("stream=" + stream);
        }
        if (times) {
            query.add("timestamps=true");
        }
        return query.toString();
    }
}
