package dev.statusagent.testing.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Builds contexts from certificates in memory. */
public final class SslContexts {

    private SslContexts() {}

    /** For a client that trusts these roots and nothing else. */
    public static SSLContext client(X509Certificate... roots) {
        return of(null, List.of(roots));
    }

    /** For a client that also has a certificate of its own to show. */
    public static SSLContext client(IssuedCertificate identity, X509Certificate... roots) {
        return of(new FixedChainKeyManager(List.of(identity.certificate()), identity.key()), List.of(roots));
    }

    static SSLContext of(KeyManager keyManager, List<X509Certificate> roots) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry("root-" + i, roots.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(
                    keyManager == null ? new KeyManager[0] : new KeyManager[] {keyManager},
                    trust.getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
