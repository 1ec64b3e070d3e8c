package dev.statusagent.testing.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches all that a process says for secrets, as they are and as {@link Encodings} would write them. What was said before
 * a secret was registered is searched too. Safe for use by several threads.
 */
final class LeakCheck {
    private static final int SHORTEST = 4;

    private record Said(String place, String text) {}

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();

    /**
     * Registers a secret.
     *
     * @param name how a failure calls it; the value is never shown
     */
    synchronized void secret(String name, String value) {
        if (value.length() < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be told from other text");
        }
        secrets.put(name, value);
    }

    /**
     * Takes note of something said.
     *
     * @param place how a failure calls where it was said
     */
    synchronized void said(String place, String text) {
        said.add(new Said(place, text));
    }

    /** One line for each secret, encoding and place; empty if no secret was said. */
    synchronized Set<String> findings() {
        Set<String> findings = new LinkedHashSet<>();
        secrets.forEach((name, value) -> {
            for (Encodings.Encoded encoded : Encodings.of(value)) {
                for (Said something : said) {
                    if (something.text().contains(encoded.text())) {
                        findings.add(
                                "%s, %s, in %s".formatted(name, encoded.name(), withoutSecrets(something.place())));
                    }
                }
            }
        });
        return findings;
    }

    /** Fails, naming each secret and its place, if any was said. */
    void verify() {
        Set<String> findings = findings();
        if (!findings.isEmpty()) {
            throw new AssertionError("The agent gave secrets away:\n" + String.join("\n", findings));
        }
    }

    /** The text with each secret in it replaced by its name, for messages of failures. */
    synchronized String withoutSecrets(String text) {
        String safe = text;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            for (Encodings.Encoded encoded : Encodings.of(secret.getValue())) {
                safe = safe.replace(encoded.text(), "<" + secret.getKey() + ">");
            }
        }
        return safe;
    }
}
