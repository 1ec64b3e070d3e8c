package dev.statusagent.testing.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate together with the private key that belongs to it. */
public record IssuedCertificate(X509Certificate certificate, PrivateKey key) {

    /** See {@link SpkiPin#of}. */
    public String pin() {
        return SpkiPin.of(certificate);
    }
}
