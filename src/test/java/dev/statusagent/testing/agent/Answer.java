package dev.statusagent.testing.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent answered.
 *
 * @param headers by name in lower case
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {
    /** The first value of a header, whose name may be in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
