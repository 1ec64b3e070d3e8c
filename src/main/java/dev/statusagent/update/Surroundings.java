package dev.statusagent.update;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this process runs where an image, and not the agent, is what is updated. */
@ApplicationScoped
class Surroundings {
    private final Optional<String> kubernetes;

    Surroundings(@ConfigProperty(name = "KUBERNETES_SERVICE_HOST") Optional<String> kubernetes) {
        this.kubernetes = kubernetes;
    }

    /**
     * In Kubernetes, or on a root that cannot be written, as containers should have it.
     *
     * @param managed whether this is a release that a launcher has started; those run on a read-only root where systemd protects the
     *     system
     */
    boolean isContainer(boolean managed) {
        return kubernetes.isPresent() || (!managed && rootIsReadOnly());
    }

    private static boolean rootIsReadOnly() {
        try {
            return Files.getFileStore(Path.of("/")).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }
}
