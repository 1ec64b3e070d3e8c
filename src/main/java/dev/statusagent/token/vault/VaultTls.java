package dev.statusagent.token.vault;

import dev.statusagent.config.PemKeyPair;
import dev.statusagent.config.PemTrust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
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
        X509ExtendedTrustManager trust = PemTrust.load(config.cacert().orElse(null));
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
}
