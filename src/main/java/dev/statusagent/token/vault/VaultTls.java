package dev.statusagent.token.vault;

import dev.statusagent.config.PemKeyPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Builds the TLS side of the connection to Vault from the operator's PEM files and pins. */
final class VaultTls {
    private VaultTls() {}

    /**
     * The context that trusts the configured CA (or the JVM's), insists on the pins, and shows the client certificate.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file is not understood
     */
    static SSLContext context(VaultConfig config) throws IOException, GeneralSecurityException {
        X509ExtendedTrustManager trust = trustManager(config.cacert().orElse(null));
        if (config.certSha256().isPresent()) {
            trust = new PinnedTrustManager(trust, Set.copyOf(config.certSha256().get()));
        }
        KeyManager[] keys = config.clientCert().isPresent()
                        && config.clientKey().isPresent()
                ? PemKeyPair.load(config.clientCert().get(), config.clientKey().get())
                : null;
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        return context;
    }

    static X509ExtendedTrustManager trustManager(Path cacert) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(cacert == null ? null : keyStore(cacert));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("this JVM has no X.509 trust manager");
    }

    private static KeyStore keyStore(Path cacert) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(cacert)))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }
}
