package dev.statusagent.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is kept of an output stream that somebody reported.
 *
 * @param isCut whether there was more
 */
record KeptText(String text, boolean isCut) {
    private static final int MAX_BYTES = 64 * 1024;

    /** The beginning of the text, of at most 64 KiB in UTF-8, and no half characters; empty for null. */
    static KeptText of(String text) {
        if (text == null) {
            return new KeptText("", false);
        }
        CharBuffer rest = CharBuffer.wrap(text);
        var encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(java.nio.charset.CodingErrorAction.REPLACE);
        encoder.encode(rest, ByteBuffer.allocate(MAX_BYTES), true);
        return new KeptText(text.substring(0, rest.position()), rest.hasRemaining());
    }
}
