package dev.statusagent.cli;

import dev.statusagent.outgoing.OutgoingTls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** TLS towards the agent. */
final class ClientTls {
    private ClientTls() {}

    /**
     * Trusts the given CA.
     *
     * @param cacert PEM file; null for the JVM's trust store
     */
    static SSLContext context(Path cacert) {
        try {
            return OutgoingTls.context(Optional.ofNullable(cacert), Optional.empty(), Optional.empty());
        } catch (IOException | GeneralSecurityException e) {
            throw new ClientFailure(
                    ExitCodes.USAGE_OR_CONFIGURATION, "--cacert is not a readable PEM file of certificates");
        }
    }
}
