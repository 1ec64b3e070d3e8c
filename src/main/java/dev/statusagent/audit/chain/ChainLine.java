package dev.statusagent.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A line of the log, without its line end. It begins with its number and the SHA-256 of the whole line before it:
 * <code>{"seq":2,"prev":"64 hexadecimal digits",…</code>
 *
 * @param seq one more than the line before, over all files; the first has 1
 * @param prev the hash of the line before; zeros in the first
 * @param hash the hash of this one
 * @param text the line itself
 */
record ChainLine(long seq, String prev, String hash, String text) {
    /** Stands where no line is before. */
    static final String NONE = "0".repeat(64);

    private static final String SEQ = "{\"seq\":";
    private static final String PREV = ",\"prev\":\"";
    private static final String END = "\",";
    private static final int MOST_DIGITS = 18;

    /** The line that is chained to another one, and says beside what the JSON object says. */
    static ChainLine after(long seq, String prev, String object) {
        String text = SEQ + seq + PREV + prev + END + object.substring(1);
        return new ChainLine(seq, prev, hash(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    /** The line in the bytes; empty if they do not begin as a line does. */
    static Optional<ChainLine> parse(byte[] bytes) {
        int digits = SEQ.length();
        int at = digits;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        int hash = at + PREV.length();
        int end = hash + NONE.length();
        boolean formed = at > digits
                && at - digits <= MOST_DIGITS
                && bytes.length > end + END.length()
                && has(bytes, 0, SEQ)
                && has(bytes, at, PREV)
                && has(bytes, end, END)
                && isHash(bytes, hash)
                && bytes[bytes.length - 1] == '}';
        if (!formed) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        long seq = Long.parseLong(text, digits, at, 10);
        return Optional.of(new ChainLine(seq, text.substring(hash, end), hash(bytes), text));
    }

    private static boolean has(byte[] bytes, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHash(byte[] bytes, int from) {
        for (int i = from; i < from + NONE.length(); i++) {
            if ((bytes[i] < '0' || bytes[i] > '9') && (bytes[i] < 'a' || bytes[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Whether this line stands where a line with that number is expected, behind one with that hash. */
    boolean follows(long expectedSeq, String hashBefore) {
        return seq == expectedSeq && prev.equals(hashBefore);
    }

    byte[] withLineEnd() {
        return (text + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
