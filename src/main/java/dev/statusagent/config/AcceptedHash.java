package dev.statusagent.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which password hashes are accepted. Each login computes one, so that what it costs must be bounded: by the heap for memory,
 * by a few seconds for time.
 */
final class AcceptedHash {
    private static final Pattern ARGON2ID =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int HEAP_SHARE = 3;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 16;
    private static final int MAX_BCRYPT_COST = 14;

    private AcceptedHash() {}

    static Accepted passwordHash() {
        return new Accepted(
                "an Argon2id string of version 19 (m at most a third of the Java heap in KiB, t and p at most 16), "
                        + "or a bcrypt string of cost 4 to 14",
                value -> isArgon2id(value, Runtime.getRuntime().maxMemory()) || isBcrypt(value));
    }

    static boolean isArgon2id(String value, long heapBytes) {
        Matcher matcher = ARGON2ID.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        int memoryKib = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        return isBase64(matcher.group(4))
                && isBase64(matcher.group(5))
                && lanes >= 1
                && lanes <= MAX_LANES
                && passes >= 1
                && passes <= MAX_PASSES
                && memoryKib >= 8 * lanes
                && memoryKib <= heapBytes / HEAP_SHARE / 1024;
    }

    private static boolean isBase64(String text) {
        return text.length() % 4 != 1;
    }

    private static boolean isBcrypt(String value) {
        Matcher matcher = BCRYPT.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        int cost = Integer.parseInt(matcher.group(1));
        return cost >= 4 && cost <= MAX_BCRYPT_COST;
    }
}
