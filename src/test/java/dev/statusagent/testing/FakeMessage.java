package dev.statusagent.testing;

import dev.statusagent.security.signature.ContentDigest;
import dev.statusagent.security.signature.MessageView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A POST to {@code http://localhost:5000} that no server has received. It has a body if it says the digest of one.
 *
 * @param rawQuery null for none
 * @param headers all values of each header; names in any case
 */
public record FakeMessage(String rawPath, String rawQuery, Map<String, List<String>> headers) implements MessageView {
    public FakeMessage {
        Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(headers);
        headers = inAnyCase;
    }

    /** A message with one value of each header. */
    public static FakeMessage of(String rawPath, String rawQuery, Map<String, String> headers) {
        return new FakeMessage(
                rawPath,
                rawQuery,
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))));
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String authority() {
        return "localhost:5000";
    }

    @Override
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public boolean hasBody() {
        return !header(ContentDigest.HEADER).isEmpty();
    }
}
