package dev.statusagent.container.kubernetes;

import static java.util.Comparator.comparing;

import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerDetails;
import dev.statusagent.container.ContainerHealth;
import dev.statusagent.container.ContainerPort;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.SecretVariables;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a workload and its Pods as one container, without its secrets. */
final class WorkloadReading {
    private static final int LONGEST_TEXT = 4096;

    private final String name;
    private final Workload workload;
    private final List<PodReading> pods;
    private final Redaction redaction;

    /**
     * @param name what callers know it by
     * @param candidates Pods, others than its own too
     * @param agentSecrets hides the agent's secrets
     */
    WorkloadReading(String name, Workload workload, List<Pod> candidates, Redaction agentSecrets) {
        this.name = name;
        this.workload = workload;
        this.pods = candidates.stream()
                .filter(workload::owns)
                .map(PodReading::new)
                .sorted(comparing(PodReading::name))
                .toList();
        this.redaction = agentSecrets.with(secrets());
    }

    /** The values in the specifications of the Pods, the older ones too; what is in a Secret is not known here. */
    private List<Secret> secrets() {
        return SecretVariables.valuesOf(Stream.concat(
                        Stream.of(workload.template().getSpec()),
                        pods.stream().map(pod -> pod.pod().getSpec()))
                .flatMap(WorkloadReading::variables)
                .filter(variable -> variable.getValue() != null)
                .map(variable -> variable.getName() + '=' + variable.getValue())
                .distinct()
                .toList());
    }

    private static Stream<EnvVar> variables(PodSpec spec) {
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .flatMap(container -> container.getEnv().stream());
    }

    String name() {
        return name;
    }

    Workload workload() {
        return workload;
    }

    List<PodReading> pods() {
        return pods;
    }

    /** Hides the agent's secrets and the workload's. */
    Redaction redaction() {
        return redaction;
    }

    ContainerState state() {
        if (workload.isBeingDeleted()) {
            return ContainerState.REMOVING;
        }
        if (pods.stream().anyMatch(PodReading::isRunning)) {
            return ContainerState.RUNNING;
        }
        if (workload.desired() == 0) {
            return ContainerState.EXITED;
        }
        boolean hasRun = pods.stream().anyMatch(PodReading::hasEnded);
        return hasRun ? ContainerState.RESTARTING : ContainerState.CREATED;
    }

    Container container() {
        return new Container(
                name,
                workload.id(),
                spec().getContainers().stream()
                        .map(io.fabric8.kubernetes.api.model.Container::getImage)
                        .collect(Collectors.joining(", ")),
                state(),
                health(),
                ports(),
                SecretVariables.shown(workload.labels(), redaction),
                pods.stream()
                        .flatMap(pod -> pod.startedAt().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                pods.stream().mapToInt(PodReading::restarts).sum());
    }

    private PodSpec spec() {
        return workload.template().getSpec();
    }

    ContainerDetails details() {
        Optional<ContainerStateTerminated> end = pods.stream()
                .flatMap(pod -> pod.ends().stream())
                .filter(last -> finishedAt(last) != null)
                .max(comparing(WorkloadReading::finishedAt));
        boolean isOver = state() != ContainerState.RUNNING;
        return new ContainerDetails(
                container(),
                PodReading.time(workload.metadata().getCreationTimestamp()),
                end.filter(last -> isOver)
                        .map(ContainerStateTerminated::getExitCode)
                        .orElse(null),
                end.map(WorkloadReading::finishedAt).orElse(null),
                end.filter(last -> "OOMKilled".equals(last.getReason())).isPresent(),
                trouble().orElse(null),
                spec().getRestartPolicy() == null ? "Always" : spec().getRestartPolicy(),
                variables(spec()).map(EnvVar::getName).distinct().sorted().toList(),
                List.of(),
                pods.stream().map(PodShown::of).toList());
    }

    private static Instant finishedAt(ContainerStateTerminated end) {
        return PodReading.time(end.getFinishedAt());
    }

    /** Null where no Pod is wanted. The cluster shows how its probes ended by what is ready, and not what they printed. */
    private ContainerHealth health() {
        if (workload.desired() == 0) {
            return null;
        }
        long ready = pods.stream()
                .filter(pod -> pod.isReady() && !pod.isBeingDeleted())
                .count();
        boolean fails =
                workload.failure().isPresent() || pods.stream().anyMatch(pod -> pod.fails() && !pod.isBeingDeleted());
        String status = fails ? "unhealthy" : ready >= workload.desired() ? "healthy" : "starting";
        String count = ready + " of " + workload.desired() + " ready";
        return new ContainerHealth(
                status, 0, null, trouble().map(why -> count + "; " + why).orElse(count));
    }

    private Optional<String> trouble() {
        String all = Stream.concat(
                        workload.failure().stream(),
                        pods.stream().filter(pod -> !pod.isBeingDeleted()).flatMap(pod -> pod.trouble().stream()))
                .collect(Collectors.joining("; "));
        String shown = redaction.apply(all);
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(shown.substring(0, Math.min(LONGEST_TEXT, shown.length())));
    }

    private List<ContainerPort> ports() {
        return spec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(port -> new ContainerPort(
                        port.getContainerPort(),
                        port.getProtocol() == null ? "tcp" : port.getProtocol().toLowerCase(Locale.ROOT),
                        port.getHostIP(),
                        port.getHostPort()))
                .toList();
    }
}
