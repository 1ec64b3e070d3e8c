package dev.statusagent.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Both ends of a pump that writes to nobody: keeps the lines that a filter lets through, up to a million characters of the last. */
final class CollectedLog implements LogFormat, LogPump.Client {
    static final int MOST_CHARACTERS = 1 << 20;

    private static final byte[] NOTHING = {};

    private final LogFilter filter;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final CompletableFuture<LogExcerpt> whole = new CompletableFuture<>();
    private int characters;
    private int read;
    private boolean cut;
    private String reason;

    CollectedLog(LogFilter filter) {
        this.filter = filter;
    }

    /** Completes when the log has been read to its end; fails where that could not be. */
    CompletionStage<LogExcerpt> whole() {
        return whole;
    }

    @Override
    public byte[] line(LogLine line) {
        read++;
        filter.shown(line).ifPresent(this::keep);
        return NOTHING;
    }

    private void keep(LogLine line) {
        lines.add(line);
        characters += line.text().length();
        while (characters > MOST_CHARACTERS) {
            characters -= lines.remove().text().length();
            cut = true;
        }
    }

    @Override
    public String contentType() {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public byte[] silence() {
        return NOTHING;
    }

    @Override
    public byte[] end(String why) {
        reason = why;
        return NOTHING;
    }

    @Override
    public CompletionStage<?> write(byte[] piece) {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public void end() {
        if (LogPump.ENDED.equals(reason)) {
            whole.complete(new LogExcerpt(List.copyOf(lines), read, cut));
        } else {
            whole.completeExceptionally(RuntimeCalls.away());
        }
    }
}
