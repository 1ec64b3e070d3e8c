package dev.statusagent.container.kubernetes;

import dev.statusagent.container.ContainerState;
import dev.statusagent.container.Pod;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.Optional;

/** Shows Pods and their containers as callers see them. */
final class PodShown {
    private PodShown() {}

    static Pod of(PodReading pod) {
        return new Pod(
                pod.name(),
                pod.pod().getSpec().getNodeName(),
                pod.isReady(),
                pod.startedAt().orElse(null),
                pod.restarts(),
                pod.statuses().stream().map(PodShown::member).toList());
    }

    private static Pod.Member member(ContainerStatus one) {
        Optional<ContainerStateTerminated> end = PodReading.end(one);
        return new Pod.Member(
                one.getName(),
                one.getImage(),
                state(one),
                Boolean.TRUE.equals(one.getReady()),
                PodReading.restarts(one),
                end.map(ContainerStateTerminated::getExitCode).orElse(null),
                reason(one));
    }

    private static ContainerState state(ContainerStatus one) {
        var state = one.getState();
        if (state == null) {
            return ContainerState.UNKNOWN;
        }
        if (state.getRunning() != null) {
            return ContainerState.RUNNING;
        }
        if (state.getTerminated() != null) {
            return ContainerState.EXITED;
        }
        return PodReading.end(one).isPresent() ? ContainerState.RESTARTING : ContainerState.CREATED;
    }

    /** A word such as {@code OOMKilled}, never a message. */
    private static String reason(ContainerStatus one) {
        var state = one.getState();
        if (state == null || state.getRunning() != null) {
            return null;
        }
        return state.getWaiting() != null
                ? state.getWaiting().getReason()
                : PodReading.end(one).map(ContainerStateTerminated::getReason).orElse(null);
    }
}
