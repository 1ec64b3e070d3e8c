package dev.statusagent.testing.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Public key pins as RFC 7469 computes them, in curl's {@code sha256/…} notation. */
public final class SpkiPin {

    private SpkiPin() {}

    /** {@code sha256/} and the base64 SHA-256 of the certificate's SubjectPublicKeyInfo. */
    public static String of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return "sha256/" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
