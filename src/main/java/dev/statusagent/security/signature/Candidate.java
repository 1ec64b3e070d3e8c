package dev.statusagent.security.signature;

import dev.statusagent.config.Secret;
import java.security.MessageDigest;
import java.time.Instant;

/** A signature that is valid if the key is right. Immutable. */
public final class Candidate {
    private final byte[] base;
    private final byte[] mac;
    private final String nonce;
    private final Instant created;
    private final boolean coversDigest;

    Candidate(byte[] base, byte[] mac, String nonce, Instant created, boolean coversDigest) {
        this.base = base;
        this.mac = mac;
        this.nonce = nonce;
        this.created = created;
        this.coversDigest = coversDigest;
    }

    /** Whether the token made this signature. Constant time. */
    public boolean isMadeWith(Secret token) {
        return MessageDigest.isEqual(Hmac.sha256(token.bytes(), base), mac);
    }

    /** The signer's nonce, 16 to 128 visible ASCII characters. */
    public String nonce() {
        return nonce;
    }

    /** When the signer says to have signed; fresh. */
    public Instant created() {
        return created;
    }

    /** Whether {@code Content-Digest} is covered, so that the body must match it. */
    public boolean coversDigest() {
        return coversDigest;
    }
}
