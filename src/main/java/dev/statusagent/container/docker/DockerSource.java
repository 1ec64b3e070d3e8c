package dev.statusagent.container.docker;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.RuntimeSource;
import dev.statusagent.outgoing.OutgoingTls;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Offers Docker's engine as the operator has configured it. */
@ApplicationScoped
class DockerSource implements RuntimeSource {
    private static final String SOCKET = "unix:///var/run/docker.sock";

    private final DockerConfig config;

    DockerSource(DockerConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "docker";
    }

    /** An engine may come up at any time. */
    @Override
    public boolean isHere() {
        return true;
    }

    @Override
    public ContainerRuntime open(Supplier<Redaction> agentSecrets) {
        String address = config.host().or(config::sock).orElse(SOCKET);
        SSLContext tls = address.startsWith("tcp:")
                ? config.certPath().map(DockerSource::tls).orElse(null)
                : null;
        URI engine = URI.create(address.startsWith("/") ? "unix://" + address : address);
        return new DockerRuntime(new DockerEngine(engine, tls), agentSecrets);
    }

    private static SSLContext tls(Path directory) {
        try {
            return OutgoingTls.context(
                    Optional.of(directory.resolve("ca.pem")),
                    Optional.of(directory.resolve("cert.pem")),
                    Optional.of(directory.resolve("key.pem")));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("DOCKER_CERT_PATH, which the checks before the start have found fit", e);
        }
    }
}
