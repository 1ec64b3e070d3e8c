package dev.statusagent.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads an Ed25519 public key as people write it. */
public final class Ed25519PublicKey {
    private static final byte[] PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0};
    private static final int RAW_BYTES = 32;

    private Ed25519PublicKey() {}

    /**
     * The key.
     *
     * @param text PEM, or base64 of the same bytes, or base64 of the 32 bytes of the key alone
     * @throws GeneralSecurityException if it is none of these
     */
    public static PublicKey parse(String text) throws GeneralSecurityException {
        try {
            byte[] der = Base64.getDecoder()
                    .decode(text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                            .replaceAll("\\s", ""));
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(der.length == RAW_BYTES ? spki(der) : der));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }

    /** RFC 8410 section 4: the fixed head of an Ed25519 SubjectPublicKeyInfo, then the 32 bytes of the key. */
    private static byte[] spki(byte[] raw) {
        byte[] der = new byte[PREFIX.length + raw.length];
        System.arraycopy(PREFIX, 0, der, 0, PREFIX.length);
        System.arraycopy(raw, 0, der, PREFIX.length, raw.length);
        return der;
    }
}
