package dev.statusagent.testing.agent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The ways in which a text may stand inside another without being legible at first sight. */
final class Encodings {
    private static final int SHORTEST_EMBEDDED = 8;

    /**
     * @param name how a failure calls the encoding
     */
    record Encoded(String name, String text) {}

    private Encodings() {}

    /** Each text once, under the plainest of its names. */
    static List<Encoded> of(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        List<Encoded> all = new ArrayList<>();
        all.add(new Encoded("raw", value));
        all.add(new Encoded("escaped for JSON", json(value)));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        all.add(new Encoded("URL-encoded", url));
        all.add(new Encoded("URL-encoded", url.replace("+", "%20")));
        all.add(new Encoded("URL-encoded", lowerCaseEscapes(url)));
        all.add(new Encoded("hex", HexFormat.of().formatHex(bytes)));
        all.add(new Encoded("hex", HexFormat.of().withUpperCase().formatHex(bytes)));
        base64("base64", Base64.getEncoder().withoutPadding(), bytes, all);
        base64("base64url", Base64.getUrlEncoder().withoutPadding(), bytes, all);
        Set<String> seen = new HashSet<>();
        return all.stream().filter(encoded -> seen.add(encoded.text())).toList();
    }

    /**
     * On its own, and as the part of the encoding of a longer text that depends on the secret alone: at each of the three
     * positions that it can have in a group, as in {@code Basic base64(user:secret)}.
     */
    private static void base64(String name, Base64.Encoder encoder, byte[] bytes, List<Encoded> all) {
        all.add(new Encoded(name, encoder.encodeToString(bytes)));
        if (bytes.length < SHORTEST_EMBEDDED) {
            return;
        }
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String text = encoder.encodeToString(shifted);
            int end = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
            all.add(new Encoded(name, text.substring(offset == 0 ? 0 : offset + 1, end)));
        }
    }

    private static String json(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("\n", "\\n");
    }

    private static String lowerCaseEscapes(String url) {
        return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
                .matcher(url)
                .replaceAll(match -> match.group().toLowerCase(java.util.Locale.ROOT));
    }
}
