package dev.statusagent.container.docker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where Docker's engine is. */
@ConfigMapping(prefix = "status.docker")
public interface DockerConfig {
    /** {@code DOCKER_HOST}: {@code unix://} and a path, a path alone, or {@code tcp://} and host and port. */
    Optional<String> host();

    /** {@code DOCKER_SOCK}: the same under another name; {@code DOCKER_HOST} counts where both are there. */
    Optional<String> sock();

    /** {@code DOCKER_CERT_PATH}: a directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; then TCP is TLS. */
    Optional<Path> certPath();
}
