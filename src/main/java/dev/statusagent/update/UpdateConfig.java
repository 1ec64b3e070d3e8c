package dev.statusagent.update;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where updates come from, what must hold for them, and where they are kept. */
@ConfigMapping(prefix = "status.update")
public interface UpdateConfig {
    /** {@code UPDATE_SERVER_URL}: a server of releases. */
    Optional<URI> serverUrl();

    /** {@code UPDATE_BINARY_URL}: one release, straight. */
    Optional<URI> binaryUrl();

    /** {@code UPDATE_EXPECTED_SHA256}: the hash that a download must have; hexadecimal, in either case. */
    Optional<String> expectedSha256();

    /** {@code UPDATE_CACERT}: PEM file of the CA that the server's certificate must chain to; default: the JVM's. */
    Optional<Path> cacert();

    /** {@code UPDATE_PUBLIC_KEY}: the Ed25519 key that must have signed a manifest. */
    Optional<String> publicKey();

    /** {@code UPDATE_STORAGE_PATH}: where releases are kept; default: {@code updates} in the data directory. */
    Optional<Path> storagePath();
}
