package dev.statusagent.testing.vault;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The path of a policy rule: literal, ending in {@code *} for any continuation, or with {@code +}
 * for any one segment.
 */
record PathPattern(String text) {

    /**
     * Vault's priority among several patterns that match, lowest first.
     *
     * @see <a href="https://developer.hashicorp.com/vault/docs/concepts/policies#priority-matching">Priority matching</a>
     */
    static final Comparator<PathPattern> PRIORITY = Comparator.comparingInt(PathPattern::firstWildcard)
            .thenComparing(PathPattern::isLiteralToTheEnd)
            .thenComparing(
                    Comparator.comparingLong(PathPattern::segmentWildcards).reversed())
            .thenComparingInt(pattern -> pattern.text.length())
            .thenComparing(PathPattern::text);

    private static final Pattern SEGMENT_WILDCARD = Pattern.compile("(?<=^|/)\\+(?=/|$|\\*$)");

    boolean isExact() {
        return isLiteralToTheEnd() && segmentWildcards() == 0;
    }

    boolean matches(String path) {
        String literal = isLiteralToTheEnd() ? text : text.substring(0, text.length() - 1);
        var regex = new StringBuilder();
        int from = 0;
        var wildcard = SEGMENT_WILDCARD.matcher(literal);
        while (wildcard.find()) {
            regex.append(Pattern.quote(literal.substring(from, wildcard.start())))
                    .append("[^/]*");
            from = wildcard.end();
        }
        regex.append(Pattern.quote(literal.substring(from)));
        return path.matches(
                isLiteralToTheEnd() ? regex.toString() : regex.append(".*").toString());
    }

    private boolean isLiteralToTheEnd() {
        return !text.endsWith("*");
    }

    private long segmentWildcards() {
        return SEGMENT_WILDCARD.matcher(text).results().count();
    }

    private int firstWildcard() {
        var wildcard = SEGMENT_WILDCARD.matcher(text);
        if (wildcard.find()) {
            return wildcard.start();
        }
        return isLiteralToTheEnd() ? text.length() : text.length() - 1;
    }
}
