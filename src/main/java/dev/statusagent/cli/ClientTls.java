package dev.statusagent.cli;

import dev.statusagent.config.PemTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS towards an agent whose certificate the JVM's trust store does not know. */
final class ClientTls {
    private ClientTls() {}

    static SSLContext trusting(Path cacert) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {PemTrust.load(cacert)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ClientFailure(
                    ExitCodes.USAGE_OR_CONFIGURATION, "--cacert is not a readable PEM file of certificates");
        }
    }
}
