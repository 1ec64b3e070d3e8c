package dev.statusagent.container;

import dev.statusagent.config.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the lines of one stream together, each of which has its time before it and a blank between. Docker's engine cuts a line
 * at 16 KiB and puts the time before each piece; with a terminal, and elsewhere, it is before the line alone. A line is kept up
 * to 64 KiB, its rest is left out. For one thread.
 */
public final class LineAssembly {
    /** What stands where a line was cut. */
    public static final String CUT = "…";

    private static final int LONGEST_BYTES = 64 * 1024;

    private final LogSource source;
    private final boolean inPieces;
    private final Redaction redaction;
    private final Consumer<LogLine> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String at;
    private boolean cut;

    /**
     * @param inPieces whether each piece that is added begins with the time, not the line alone
     * @param lines takes each line as soon as it is whole
     */
    public LineAssembly(LogSource source, boolean inPieces, Redaction redaction, Consumer<LogLine> lines) {
        this.source = source;
        this.inPieces = inPieces;
        this.redaction = redaction;
        this.lines = lines;
    }

    /** Goes on with so many of the bytes. */
    public void add(byte[] bytes, int length) {
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
        if (inPieces) {
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
    public void end() {
        if (at == null && line.size() == 0) {
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (!inPieces) {
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
