package dev.statusagent.audit.chain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the log ends, keyed: without it a cut end would look like an end.
 *
 * @param count the number of the last line, which is how many were ever written
 * @param hash the hash of the last line
 * @param first the number of the first line that is kept
 */
record ChainHead(long count, String hash, long first) {
    /** That of a log without a line. */
    static final ChainHead EMPTY = new ChainHead(0, ChainLine.NONE, 1);

    /** Always as long, so that one is written over another in one piece. */
    private static final int LENGTH = 288;

    private static final String MAC = ",\"mac\":\"";
    private static final Pattern FORM =
            Pattern.compile("(\\{\"count\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\",\"first\":(\\d{1,18}))" + MAC
                    + "([0-9a-f]{64})\"\\} *\n");

    /** One that was read, and the MAC that came with it. */
    record Read(ChainHead head, String text, String mac) {
        boolean isMadeWith(ChainKey key) {
            return key.made(mac, text);
        }
    }

    static Optional<Read> parse(String content) {
        Matcher form = FORM.matcher(content);
        if (!form.matches()) {
            return Optional.empty();
        }
        ChainHead head = new ChainHead(Long.parseLong(form.group(2)), form.group(3), Long.parseLong(form.group(4)));
        return Optional.of(new Read(head, form.group(1), form.group(5)));
    }

    byte[] bytes(ChainKey key) {
        String text = "{\"count\":" + count + ",\"hash\":\"" + hash + "\",\"first\":" + first;
        String line = text + MAC + key.mac(text) + "\"}";
        return (line + " ".repeat(LENGTH - 1 - line.length()) + '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
