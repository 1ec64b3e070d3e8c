package dev.statusagent.container.docker;

import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogSource;
import dev.statusagent.container.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the lines of one stream together. The engine cuts a line at 16 KiB and puts the time before each piece; with a terminal,
 * before the first alone. A line is kept up to 64 KiB, its rest is left out.
 */
final class LineAssembly {
    /** What stands where a line was cut. */
    static final String CUT = "…";

    private static final int LONGEST_BYTES = 64 * 1024;

    private final LogSource source;
    private final boolean terminal;
    private final Redaction redaction;
    private final Consumer<LogLine> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String at;
    private boolean cut;

    LineAssembly(LogSource source, boolean terminal, Redaction redaction, Consumer<LogLine> lines) {
        this.source = source;
        this.terminal = terminal;
        this.redaction = redaction;
        this.lines = lines;
    }

    void add(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                piece(bytes, start, i);
                end();
                start = i + 1;
            }
        }
        if (start < length) {
            piece(bytes, start, length);
        }
    }

    private void piece(byte[] bytes, int start, int end) {
        int text = start;
        if (!terminal) {
            int blank = indexOfBlank(bytes, start, end);
            if (at == null) {
                at = new String(bytes, start, blank - start, StandardCharsets.US_ASCII);
            }
            text = Math.min(end, blank + 1);
        }
        int room = Math.max(0, LONGEST_BYTES - line.size());
        line.write(bytes, text, Math.min(room, end - text));
        cut |= end - text > room;
    }

    private static int indexOfBlank(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    /** Whatever there is, is a line. */
    void end() {
        if (at == null && line.size() == 0) {
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (terminal) {
            int blank = Math.max(0, text.indexOf(' '));
            at = text.substring(0, blank);
            text = text.substring(Math.min(text.length(), blank + 1));
        }
        text = redaction.apply(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        lines.accept(new LogLine(source, at, cut ? text + CUT : text));
        line.reset();
        at = null;
        cut = false;
    }
}
