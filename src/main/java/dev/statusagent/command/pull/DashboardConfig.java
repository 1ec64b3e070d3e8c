package dev.statusagent.command.pull;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Which control plane is asked for commands, and how both prove who they are. */
@ConfigMapping(prefix = "status.dashboard")
public interface DashboardConfig {
    /** {@code DASHBOARD_URL}: base URL, which may have a path; none: no pull mode. */
    Optional<URI> url();

    /** {@code DASHBOARD_CACERT}: PEM file of the CA that its certificate must chain to; none: the JVM's trust store. */
    Optional<Path> cacert();

    /** {@code DASHBOARD_CLIENT_CERT}: PEM file of the client certificate's chain. */
    Optional<Path> clientCert();

    /** {@code DASHBOARD_CLIENT_KEY}: PEM file of the client certificate's key. */
    Optional<Path> clientKey();
}
