package dev.statusagent.security.signature;

import dev.statusagent.security.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.StringItem;

/**
 * Builds the text that is signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2.5">RFC 9421 section 2.5</a>
 */
final class SignatureBase {
    private SignatureBase() {}

    /**
     * The base of the signature whose covered components and parameters are given.
     *
     * @throws SignatureException if a component is covered twice, is not in the message, or is of a kind that is not supported
     */
    static byte[] of(MessageView message, InnerList covered) throws SignatureException {
        StringBuilder base = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (Item<?> component : covered.get()) {
            String identifier = component.serialize();
            if (!seen.add(identifier)) {
                throw new SignatureException(Reason.MALFORMED, "The component " + identifier + " is covered twice");
            }
            base.append(identifier)
                    .append(": ")
                    .append(value(message, component))
                    .append('\n');
        }
        base.append("\"@signature-params\": ").append(covered.serialize());
        return base.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String value(MessageView message, Item<?> component) throws SignatureException {
        if (!(component instanceof StringItem name) || !component.getParams().isEmpty()) {
            throw new SignatureException(
                    Reason.MALFORMED, "A covered component is not a plain name: " + component.serialize());
        }
        String value = name.get().startsWith("@") ? derived(message, name.get()) : header(message, name.get());
        if (value == null || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new SignatureException(
                    Reason.MALFORMED, "The covered component " + component.serialize() + " is not in the request");
        }
        return value;
    }

    /** RFC 9421 section 2.2. */
    private static String derived(MessageView message, String name) {
        String query = message.rawQuery() == null ? "" : "?" + message.rawQuery();
        return switch (name) {
            case "@method" -> message.method();
            case "@scheme" -> message.scheme();
            case "@authority" -> authority(message);
            case "@path" -> path(message);
            case "@query" -> query.isEmpty() ? "?" : query;
            case "@request-target" -> path(message) + query;
            case "@target-uri" ->
                authority(message) == null
                        ? null
                        : message.scheme() + "://" + authority(message) + path(message) + query;
            default -> null;
        };
    }

    private static String path(MessageView message) {
        return message.rawPath().isEmpty() ? "/" : message.rawPath();
    }

    private static String authority(MessageView message) {
        if (message.authority() == null) {
            return null;
        }
        String authority = message.authority().toLowerCase(Locale.ROOT);
        String standardPort = message.scheme().equals("https") ? ":443" : ":80";
        return authority.endsWith(standardPort)
                ? authority.substring(0, authority.length() - standardPort.length())
                : authority;
    }

    /** RFC 9421 section 2.1: each line stripped, then joined. The name in a component is in lower case. */
    private static String header(MessageView message, String name) {
        List<String> lines = message.header(name);
        return lines.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))
                ? null
                : lines.stream().map(String::strip).collect(Collectors.joining(", "));
    }
}
