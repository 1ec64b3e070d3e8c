package dev.statusagent.outgoing;

import dev.statusagent.config.PemKeyPair;
import dev.statusagent.config.PemTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The agent's side of TLS towards a server, from the operator's PEM files. */
public final class OutgoingTls {
    private OutgoingTls() {}

    /**
     * Trusts the given CA, or the JVM's, and shows the client certificate where there is one.
     *
     * @param cacert PEM file; empty for the JVM's trust store
     * @param certificate PEM file of the client certificate's chain
     * @param key PEM file of its key
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file is not understood
     */
    public static SSLContext context(Optional<Path> cacert, Optional<Path> certificate, Optional<Path> key)
            throws IOException, GeneralSecurityException {
        return context(PemTrust.load(cacert.orElse(null)), certificate, key);
    }

    /** The same with another judge of the server's certificate. */
    public static SSLContext context(X509TrustManager trust, Optional<Path> certificate, Optional<Path> key)
            throws IOException, GeneralSecurityException {
        KeyManager[] keys =
                certificate.isPresent() && key.isPresent() ? PemKeyPair.load(certificate.get(), key.get()) : null;
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        return context;
    }
}
