package dev.statusagent.container;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which lines of a log a person wants to see. Immutable. */
public final class LogFilter {
    private final Pattern text;
    private final Optional<LogSource> source;

    /**
     * @param text what the lines have in them as it is {@linkplain LogText#visible shown}, in upper or lower case; empty for anything
     * @param source the stream that they were written to; empty for both
     */
    public LogFilter(String text, Optional<LogSource> source) {
        this.text = Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.source = source;
    }

    /** The line as it is shown; empty where it is not wanted. */
    Optional<LogLine> shown(LogLine line) {
        if (source.isPresent() && source.get() != line.source()) {
            return Optional.empty();
        }
        String visible = LogText.visible(line.text());
        return text.matcher(visible).find()
                ? Optional.of(new LogLine(line.source(), line.at(), visible))
                : Optional.empty();
    }
}
