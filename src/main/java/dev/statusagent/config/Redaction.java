package dev.statusagent.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes known secrets out of text. A secret is found as it is and as JSON writes it; of one with several lines each line
 * counts. What is shorter than six characters is left alone: it would be found everywhere. Immutable.
 */
public final class Redaction {
    /** What stands where a secret was. */
    public static final String MARK = "***";

    /** Hides nothing. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final int SHORTEST = 6;

    /** The longest first, so that a secret which begins with another is hidden whole. */
    private final List<String> values;

    private Redaction(Collection<String> values) {
        this.values = values.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Hides these as well. */
    public Redaction with(Collection<Secret> secrets) {
        return new Redaction(Stream.concat(values.stream(), secrets.stream().flatMap(Redaction::forms))
                .toList());
    }

    private static Stream<String> forms(Secret secret) {
        return secret.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .flatMap(line -> Stream.of(line, line.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    /** The text without the secrets; null for null. */
    public String apply(String text) {
        if (text == null) {
            return null;
        }
        String rest = text;
        for (String value : values) {
            if (rest.contains(value)) {
                rest = rest.replace(value, MARK);
            }
        }
        return rest;
    }
}
