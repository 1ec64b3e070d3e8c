package dev.statusagent.token.vault;

import dev.statusagent.config.PemTrust;
import dev.statusagent.outgoing.OutgoingTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLContext;
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
        return OutgoingTls.context(trust, config.clientCert(), config.clientKey());
    }
}
