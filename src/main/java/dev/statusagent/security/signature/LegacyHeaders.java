package dev.statusagent.security.signature;

import dev.statusagent.security.signature.SignatureException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The headers of the older credential: {@code X-Timestamp}, {@code X-Request-Id} and {@code X-Agent-Signature}. */
public final class LegacyHeaders {
    private static final String SIGNATURE = "X-Agent-Signature";
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

    private final Instant created;
    private final String requestId;
    private final byte[] mac;

    private LegacyHeaders(Instant created, String requestId, byte[] mac) {
        this.created = created;
        this.requestId = requestId;
        this.mac = mac;
    }

    /** Whether the request claims this kind of credential. */
    public static boolean areIn(MessageView message) {
        return !message.header(SIGNATURE).isEmpty();
    }

    /**
     * Reads the headers and checks their freshness.
     *
     * @throws SignatureException if one is missing, malformed or stale
     */
    public static LegacyHeaders of(MessageView message, SignatureVerifier verifier) throws SignatureException {
        Instant created = time(one(message, "X-Timestamp"));
        verifier.checkFresh(created);
        String requestId = one(message, "X-Request-Id");
        if (!REQUEST_ID.matcher(requestId).matches()) {
            throw new SignatureException(Reason.PARAMETERS, "X-Request-Id must be 1 to 128 visible ASCII characters");
        }
        return new LegacyHeaders(created, requestId, mac(one(message, SIGNATURE)));
    }

    /** The signature over the body. */
    public Candidate candidate(byte[] body) {
        return new Candidate(body, mac, requestId, created, false);
    }

    private static String one(MessageView message, String header) throws SignatureException {
        List<String> lines = message.header(header);
        if (lines.size() != 1) {
            throw new SignatureException(Reason.MALFORMED, header + " must be there once");
        }
        return lines.get(0).strip();
    }

    /** Seconds since the epoch, or ISO-8601. */
    private static Instant time(String text) throws SignatureException {
        try {
            return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new SignatureException(Reason.PARAMETERS, "X-Timestamp must be seconds since the epoch or ISO-8601");
        }
    }

    private static byte[] mac(String text) throws SignatureException {
        try {
            return HEX.matcher(text).matches()
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SignatureException(Reason.MALFORMED, SIGNATURE + " must be base64 or hexadecimal");
        }
    }
}
