package dev.statusagent.container.kubernetes;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.RuntimeSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Offers the cluster that the agent runs in, or another one as {@code kubectl} would find it. */
@ApplicationScoped
class KubernetesSource implements RuntimeSource {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final KubernetesConfig config;
    private final Instance<KubernetesClient> client;
    private final InstantSource clock;
    private final Optional<String> apiServer;
    private final Path token;

    /**
     * @param client is made by the first question, so that it costs nothing where another runtime is watched
     * @param apiServer what Kubernetes tells each container
     */
    @Inject
    KubernetesSource(
            KubernetesConfig config,
            Instance<KubernetesClient> client,
            InstantSource clock,
            @ConfigProperty(name = "KUBERNETES_SERVICE_HOST") Optional<String> apiServer) {
        this(config, client, clock, apiServer, SERVICE_ACCOUNT);
    }

    /**
     * @param token of the service account
     */
    KubernetesSource(
            KubernetesConfig config,
            Instance<KubernetesClient> client,
            InstantSource clock,
            Optional<String> apiServer,
            Path token) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.apiServer = apiServer;
        this.token = token;
    }

    @Override
    public String name() {
        return KubernetesRuntime.NAME;
    }

    @Override
    public boolean isHere() {
        return apiServer.isPresent() && Files.isReadable(token);
    }

    @Override
    public ContainerRuntime open(Supplier<Redaction> agentSecrets) {
        return new KubernetesRuntime(
                new Cluster(client::get, config.namespace(), config.selector()), agentSecrets, clock);
    }
}
