package dev.statusagent.cli;

import dev.statusagent.outgoing.OutgoingTls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** TLS towards an agent whose certificate the JVM's trust store does not know. */
final class ClientTls {
    private ClientTls() {}

    static SSLContext trusting(Path cacert) {
        try {
            return OutgoingTls.context(Optional.of(cacert), Optional.empty(), Optional.empty());
        } catch (IOException | GeneralSecurityException e) {
            throw new ClientFailure(
                    ExitCodes.USAGE_OR_CONFIGURATION, "--cacert is not a readable PEM file of certificates");
        }
    }
}
