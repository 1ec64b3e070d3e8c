package dev.statusagent.container.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one Pod fares.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/">Kubernetes: Pod lifecycle</a>
 */
record PodReading(Pod pod) {
    /** What a container waits for that has met no obstacle yet. */
    private static final Set<String> ON_ITS_WAY = Set.of("ContainerCreating", "PodInitializing");

    String name() {
        return pod.getMetadata().getName();
    }

    private PodStatus status() {
        return pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    }

    /** Of the containers that do the Pod's work. */
    List<ContainerStatus> statuses() {
        return status().getContainerStatuses();
    }

    private Stream<ContainerStatus> allStatuses() {
        return Stream.concat(status().getInitContainerStatuses().stream(), statuses().stream());
    }

    boolean isRunning() {
        return !statuses().isEmpty()
                && statuses().stream().allMatch(one -> state(one).getRunning() != null);
    }

    boolean isReady() {
        return condition("Ready")
                .filter(ready -> "True".equals(ready.getStatus()))
                .isPresent();
    }

    boolean isBeingDeleted() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether one of its containers has ever come to an end. */
    boolean hasEnded() {
        return !ends().isEmpty();
    }

    /** Whether it does worse than to be on its way. */
    boolean fails() {
        return "Failed".equals(status().getPhase())
                || hasLostReadiness()
                || obstacles().findAny().isPresent();
    }

    /** It was ready after its start, and is not now. */
    private boolean hasLostReadiness() {
        Optional<Instant> changed =
                condition("Ready").filter(ready -> !isReady()).map(ready -> time(ready.getLastTransitionTime()));
        return isRunning()
                && changed.isPresent()
                && startedAt().isPresent()
                && changed.get().isAfter(startedAt().get());
    }

    private Optional<PodCondition> condition(String type) {
        return status().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    int restarts() {
        return allStatuses().mapToInt(PodReading::restarts).sum();
    }

    static int restarts(ContainerStatus one) {
        return one.getRestartCount() == null ? 0 : one.getRestartCount();
    }

    /** When the last of its containers was started. */
    Optional<Instant> startedAt() {
        return statuses().stream()
                .map(one -> state(one).getRunning())
                .filter(Objects::nonNull)
                .map(running -> time(running.getStartedAt()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /** The ends of its containers, as far as the cluster remembers them. */
    List<ContainerStateTerminated> ends() {
        List<ContainerStateTerminated> ends = new ArrayList<>();
        for (ContainerStatus one : statuses()) {
            end(one).ifPresent(ends::add);
        }
        return ends;
    }

    /** The last end of the container. */
    static Optional<ContainerStateTerminated> end(ContainerStatus one) {
        ContainerStateTerminated now = state(one).getTerminated();
        return now != null
                ? Optional.of(now)
                : Optional.ofNullable(one.getLastState()).map(ContainerState::getTerminated);
    }

    /** What is wrong with it, if anything is. */
    Optional<String> trouble() {
        List<String> said = new ArrayList<>(obstacles().toList());
        if (said.isEmpty() && status().getReason() != null) {
            said.add(said(status().getReason(), status().getMessage()));
        }
        if (said.isEmpty() && !isReady()) {
            condition("PodScheduled")
                    .filter(scheduled -> "False".equals(scheduled.getStatus()))
                    .ifPresent(scheduled -> said.add(said(scheduled.getReason(), scheduled.getMessage())));
        }
        if (said.isEmpty() && hasLostReadiness()) {
            said.add("not ready any more");
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(name() + ": " + String.join(", ", said));
    }

    private Stream<String> obstacles() {
        return allStatuses().flatMap(one -> obstacle(one).stream());
    }

    private static Optional<String> obstacle(ContainerStatus one) {
        ContainerStateWaiting waiting = state(one).getWaiting();
        Optional<ContainerStateTerminated> end =
                end(one).filter(last -> last.getExitCode() != null && last.getExitCode() != 0);
        if (waiting != null && waiting.getReason() != null && !ON_ITS_WAY.contains(waiting.getReason())) {
            String before =
                    end.map(last -> ", after exit code " + last.getExitCode()).orElse("");
            return Optional.of(one.getName() + ' ' + said(waiting.getReason(), waiting.getMessage()) + before);
        }
        return state(one).getTerminated() == null
                ? Optional.empty()
                : end.map(last -> one.getName() + " ended with exit code " + last.getExitCode());
    }

    private static String said(String reason, String message) {
        return message == null || message.isEmpty() ? reason : reason + " (" + message + ')';
    }

    private static ContainerState state(ContainerStatus one) {
        return one.getState() == null ? new ContainerState() : one.getState();
    }

    /** Null where there is none, or none that can be read. */
    static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
