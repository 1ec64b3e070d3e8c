package dev.statusagent.security.signature;

import dev.statusagent.security.signature.SignatureException.Reason;
import java.time.Instant;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/**
 * The parameters of a signature, all of which are required but {@code expires}.
 *
 * @param expires null if the signature does not say
 * @param nonce 16 to 128 characters
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2.3">RFC 9421 section 2.3</a>
 */
record SignatureParameters(Instant created, Instant expires, String nonce, String keyId, String algorithm) {
    private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{16,128}");

    static SignatureParameters of(Parameters parameters) throws SignatureException {
        String nonce = text(parameters, "nonce");
        if (!NONCE.matcher(nonce).matches()) {
            throw new SignatureException(Reason.PARAMETERS, "nonce must be 16 to 128 visible ASCII characters");
        }
        return new SignatureParameters(
                time(parameters, "created"),
                parameters.containsKey("expires") ? time(parameters, "expires") : null,
                nonce,
                text(parameters, "keyid"),
                text(parameters, "alg"));
    }

    private static String text(Parameters parameters, String name) throws SignatureException {
        Item<?> item = parameters.get(name);
        if (item instanceof StringItem text) {
            return text.get();
        }
        throw new SignatureException(Reason.PARAMETERS, "The parameter " + name + " is missing or not a string");
    }

    private static Instant time(Parameters parameters, String name) throws SignatureException {
        Item<?> item = parameters.get(name);
        if (item instanceof IntegerItem seconds) {
            return Instant.ofEpochSecond(seconds.getAsLong());
        }
        throw new SignatureException(Reason.PARAMETERS, "The parameter " + name + " is missing or not an integer");
    }
}
