package dev.statusagent.container.kubernetes;

import dev.statusagent.container.ContainerStats;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums up what the Pods of a workload use, as the cluster's metrics server has measured it.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/">Kubernetes: resource metrics</a>
 */
final class PodMetrics {
    private PodMetrics() {}

    /**
     * The sum; empty if none of the Pods is measured.
     *
     * @param measured of these Pods, and of others
     */
    static Optional<ContainerStats> sum(List<PodReading> pods, List<GenericKubernetesResource> measured) {
        Set<String> own = pods.stream().map(PodReading::name).collect(Collectors.toSet());
        List<GenericKubernetesResource> found = measured.stream()
                .filter(pod -> own.contains(pod.getMetadata().getName()))
                .toList();
        Optional<Instant> at = found.stream()
                .map(pod -> PodReading.time(pod.get("timestamp")))
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        return at.map(time -> new ContainerStats(
                time,
                used(found, "cpu").movePointRight(4).longValue() / 100.0,
                used(found, "memory").longValue(),
                limit(pods)));
    }

    private static BigDecimal used(List<GenericKubernetesResource> measured, String what) {
        BigDecimal sum = BigDecimal.ZERO;
        for (GenericKubernetesResource pod : measured) {
            List<Map<String, Map<String, String>>> containers = pod.get("containers");
            for (Map<String, Map<String, String>> container : containers) {
                String amount = container.getOrDefault("usage", Map.of()).getOrDefault(what, "0");
                sum = sum.add(new Quantity(amount).getNumericalAmount());
            }
        }
        return sum;
    }

    /** 0 where one of the containers has none. */
    private static long limit(List<PodReading> pods) {
        long sum = 0;
        for (PodReading pod : pods) {
            for (Container container : pod.pod().getSpec().getContainers()) {
                Quantity limit = container.getResources() == null
                                || container.getResources().getLimits() == null
                        ? null
                        : container.getResources().getLimits().get("memory");
                if (limit == null) {
                    return 0;
                }
                sum += limit.getNumericalAmount().longValue();
            }
        }
        return sum;
    }
}
