package dev.statusagent.container;

import java.nio.charset.StandardCharsets;

/** A log as a file for people: the lines that a filter lets through, as they are shown, with their times or without. */
final class FilteredLog implements LogFormat {
    private static final byte[] NOTHING = {};

    private final LogFilter filter;
    private final boolean times;

    /**
     * @param times whether each line begins with the time and the stream that it was written to
     */
    FilteredLog(LogFilter filter, boolean times) {
        this.filter = filter;
        this.times = times;
    }

    @Override
    public String contentType() {
        return "text/plain;charset=UTF-8";
    }

    @Override
    public byte[] line(LogLine line) {
        return filter.shown(line)
                .map(shown -> (head(shown) + shown.text() + '\n').getBytes(StandardCharsets.UTF_8))
                .orElse(NOTHING);
    }

    private String head(LogLine line) {
        return times ? line.at() + ' ' + line.source().code() + ' ' : "";
    }

    @Override
    public byte[] silence() {
        return NOTHING;
    }

    /** A file that is not whole says so. */
    @Override
    public byte[] end(String reason) {
        return LogPump.ENDED.equals(reason) ? NOTHING : ("… " + reason + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
