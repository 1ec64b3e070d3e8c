package dev.statusagent.command.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The beginning of what a process says; the rest is read, so that it is not held up, and dropped. Thread-safe. */
final class KeptOutput {
    static final int LIMIT_BYTES = 64 * 1024;
    private static final int BUFFER = 8 * 1024;

    private byte[] kept = new byte[BUFFER];
    private int length;
    private boolean truncated;

    /** Reads to the end of the stream. */
    void readAll(InputStream stream) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            add(buffer, read);
        }
    }

    /** Takes the first bytes of the buffer as the next of the output. */
    synchronized void add(byte[] buffer, int read) {
        int fitting = Math.min(read, LIMIT_BYTES - length);
        if (length + fitting > kept.length) {
            kept = java.util.Arrays.copyOf(kept, LIMIT_BYTES);
        }
        System.arraycopy(buffer, 0, kept, length, fitting);
        length += fitting;
        truncated |= fitting < read;
    }

    synchronized boolean isTruncated() {
        return truncated;
    }

    /** What was kept, as UTF-8; what is none is replaced, and a character that the limit has cut is left out. */
    synchronized String text() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer text = CharBuffer.allocate(length + 1);
        decoder.decode(ByteBuffer.wrap(kept, 0, length), text, !truncated);
        if (!truncated) {
            decoder.flush(text);
        }
        return text.flip().toString();
    }
}
