package dev.statusagent.update;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a release, by Semantic Versioning without build metadata. It names a directory and a part of a URL, and so
 * has only characters that mean nothing there.
 *
 * @param text as it is written
 * @param core major, minor, patch
 * @param preRelease what stands behind the hyphen, empty for a release proper
 * @see <a href="https://semver.org/spec/v2.0.0.html#spec-item-11">Semantic Versioning, item 11</a>
 */
public record ReleaseVersion(String text, List<Integer> core, List<String> preRelease)
        implements Comparable<ReleaseVersion> {
    private static final String NUMBER = "(0|[1-9]\\d{0,8})";
    private static final String IDENTIFIER = "(?:0|[1-9]\\d{0,8}|\\d*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern VERSION = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?");
    private static final int MAX_CHARACTERS = 64;

    private static final Comparator<ReleaseVersion> PRECEDENCE = Comparator.<ReleaseVersion, Integer>comparing(
                    version -> version.core.get(0))
            .thenComparing(version -> version.core.get(1))
            .thenComparing(version -> version.core.get(2))
            .thenComparing(ReleaseVersion::preRelease, ReleaseVersion::comparePreReleases);

    /** The version that the text is; empty if it is none. */
    public static Optional<ReleaseVersion> parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (text.length() > MAX_CHARACTERS || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReleaseVersion(
                text,
                List.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)),
                matcher.group(4) == null ? List.of() : List.of(matcher.group(4).split("\\."))));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    boolean isNewerThan(ReleaseVersion other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return PRECEDENCE.compare(this, other);
    }

    /** A release proper comes after its own pre-releases; of two of those, the first difference decides, then the length. */
    private static int comparePreReleases(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = compareIdentifiers(one.get(i), other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Numbers by value and before words, words by their characters. */
    private static int compareIdentifiers(String one, String other) {
        boolean oneIsNumber = isNumber(one);
        if (oneIsNumber != isNumber(other)) {
            return oneIsNumber ? -1 : 1;
        }
        return oneIsNumber ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other)) : one.compareTo(other);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(Character::isDigit);
    }

    @Override
    public String toString() {
        return text;
    }
}
