package dev.statusagent.security.signature;

import java.util.List;

/**
 * What a signature can cover of a request, as it stands on the wire.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2">RFC 9421 section 2</a>
 */
public interface MessageView {
    String method();

    /** {@code http} or {@code https}. */
    String scheme();

    /** Host and port as the client named them; null if it named none. */
    String authority();

    /** The path before any decoding or normalization. */
    String rawPath();

    /** The query without its question mark; null if there is none. */
    String rawQuery();

    /** The values of all lines of the header, in their order; empty if there is none. */
    List<String> header(String name);

    /** Whether the request announces a body of at least one byte. */
    boolean hasBody();
}
