package dev.statusagent.container.kubernetes;

import static java.util.Comparator.comparing;

import dev.statusagent.container.LogPart;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which log of a workload is meant. */
record PodChoice(String pod, String container) {
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /**
     * Chooses among the Pods.
     *
     * @throws StatusException {@link ProblemType#NOT_FOUND} if the one that is named is not there;
     *     {@link ProblemType#CONTAINER_STATE} if there is none at all
     */
    static PodChoice of(LogPart part, List<PodReading> pods) {
        PodReading chosen = part.pod().isPresent() ? named(part.pod().get(), pods) : newest(pods);
        return new PodChoice(chosen.name(), container(part.container(), chosen));
    }

    private static PodReading named(String name, List<PodReading> pods) {
        return pods.stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StatusException(ProblemType.NOT_FOUND, "It has no such Pod"));
    }

    private static PodReading newest(List<PodReading> pods) {
        return pods.stream()
                .max(comparing(PodReading::isReady)
                        .thenComparing(PodReading::isRunning)
                        .thenComparing(pod -> pod.startedAt().orElse(Instant.EPOCH)))
                .orElseThrow(() -> new StatusException(ProblemType.CONTAINER_STATE, "It has no Pods"));
    }

    private static String container(Optional<String> wanted, PodReading pod) {
        PodSpec spec = pod.pod().getSpec();
        if (wanted.isEmpty()) {
            Map<String, String> annotations = pod.pod().getMetadata().getAnnotations();
            String main = annotations == null ? null : annotations.get(DEFAULT_CONTAINER);
            return names(spec)
                    .filter(name -> name.equals(main))
                    .findFirst()
                    .orElse(spec.getContainers().get(0).getName());
        }
        return names(spec)
                .filter(wanted.get()::equals)
                .findFirst()
                .orElseThrow(() -> new StatusException(ProblemType.NOT_FOUND, "Its Pod has no such container"));
    }

    private static Stream<String> names(PodSpec spec) {
        return Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .map(Container::getName);
    }
}
