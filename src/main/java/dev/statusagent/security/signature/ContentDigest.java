package dev.statusagent.security.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/**
 * The digest of a body, {@code sha-256} only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9530#section-2">RFC 9530 section 2</a>
 */
public final class ContentDigest {
    public static final String HEADER = "Content-Digest";
    private static final String ALGORITHM = "sha-256";

    private ContentDigest() {}

    /** The header's value for the body. */
    public static String of(byte[] body) {
        return Dictionary.valueOf(Map.of(ALGORITHM, ByteSequenceItem.valueOf(sha256(body))))
                .serialize();
    }

    /** Whether the header names the {@code sha-256} digest of the body; not if it is absent or malformed. */
    public static boolean matches(List<String> header, byte[] body) {
        try {
            return new Parser(header).parseDictionary().get().get(ALGORITHM) instanceof ByteSequenceItem digest
                    && MessageDigest.isEqual(digest.get().array(), sha256(body));
        } catch (ParseException e) {
            return false;
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
