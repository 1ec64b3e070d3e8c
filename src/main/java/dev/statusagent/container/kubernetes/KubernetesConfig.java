package dev.statusagent.container.kubernetes;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which workloads are shown. */
@ConfigMapping(prefix = "status.kubernetes")
public interface KubernetesConfig {
    /** {@code STATUS_KUBERNETES_SELECTOR}: a label selector as {@code kubectl} takes it; all workloads if there is none. */
    Optional<String> selector();

    /** {@code STATUS_KUBERNETES_NAMESPACE}: the agent's own if there is none. */
    Optional<String> namespace();
}
