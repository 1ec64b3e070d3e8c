package dev.statusagent.container.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the three kinds of workloads have in common.
 *
 * @param desired how many Pods there should be
 * @param paused whether its owner has stopped rollouts
 * @param failure why Pods cannot be made or the rollout does not get on, as the cluster says it
 */
record Workload(
        Kind kind,
        ObjectMeta metadata,
        LabelSelector selector,
        PodTemplateSpec template,
        int desired,
        boolean paused,
        Optional<String> failure) {
    private static final String TEMPLATE_HASH = "pod-template-hash";

    static Workload of(Deployment deployment) {
        var spec = deployment.getSpec();
        return new Workload(
                Kind.DEPLOYMENT,
                deployment.getMetadata(),
                spec.getSelector(),
                spec.getTemplate(),
                number(spec.getReplicas(), 1),
                Boolean.TRUE.equals(spec.getPaused()),
                failure(deployment.getStatus()));
    }

    static Workload of(StatefulSet set) {
        var spec = set.getSpec();
        return new Workload(
                Kind.STATEFULSET,
                set.getMetadata(),
                spec.getSelector(),
                spec.getTemplate(),
                number(spec.getReplicas(), 1),
                false,
                Optional.empty());
    }

    static Workload of(DaemonSet set) {
        var spec = set.getSpec();
        return new Workload(
                Kind.DAEMONSET,
                set.getMetadata(),
                spec.getSelector(),
                spec.getTemplate(),
                set.getStatus() == null ? 0 : number(set.getStatus().getDesiredNumberScheduled(), 0),
                false,
                Optional.empty());
    }

    private static int number(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static Optional<String> failure(DeploymentStatus status) {
        if (status == null) {
            return Optional.empty();
        }
        return status.getConditions().stream()
                .filter(condition -> Set.of("ReplicaFailure/True", "Progressing/False")
                        .contains(condition.getType() + '/' + condition.getStatus()))
                .map(condition -> condition.getReason() + ": " + condition.getMessage())
                .findFirst();
    }

    String name() {
        return metadata.getName();
    }

    String id() {
        return metadata.getUid();
    }

    Map<String, String> labels() {
        return metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    }

    boolean isBeingDeleted() {
        return metadata.getDeletionTimestamp() != null;
    }

    /**
     * Whether the Pod is one of its own. Between a Deployment and its Pods stands a ReplicaSet, which need not be read: it is
     * called by the Deployment's name and the hash that the Pod has as a label.
     */
    boolean owns(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> owns(pod, owner));
    }

    private boolean owns(Pod pod, OwnerReference owner) {
        if (kind != Kind.DEPLOYMENT) {
            return id().equals(owner.getUid());
        }
        Map<String, String> labels = pod.getMetadata().getLabels();
        return "ReplicaSet".equals(owner.getKind())
                && labels != null
                && (name() + '-' + labels.get(TEMPLATE_HASH)).equals(owner.getName());
    }
}
