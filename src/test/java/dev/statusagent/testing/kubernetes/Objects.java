package dev.statusagent.testing.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Objects as an API server would give them out. */
public final class Objects {
    /** The name of the container in each Pod. */
    public static final String CONTAINER = "app";

    private static final String HASH = "5d59d67564";

    private Objects() {}

    private static PodTemplateSpec template(String name, Map<String, String> variables) {
        List<EnvVar> env = variables.entrySet().stream()
                .map(one -> new EnvVar(one.getKey(), one.getValue(), null))
                .toList();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Map.of("run", name))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Always")
                .withContainers(new ContainerBuilder()
                        .withName(CONTAINER)
                        .withImage("registry.example/" + name + ":1")
                        .withEnv(env)
                        .withNewResources()
                        .addToLimits("memory", new Quantity("1Gi"))
                        .endResources()
                        .addNewPort()
                        .withContainerPort(8080)
                        .withProtocol("TCP")
                        .endPort()
                        .build())
                .endSpec()
                .build();
    }

    public static Deployment deployment(String name, Map<String, String> variables, Map<String, String> labels) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Map.of("run", name))
                        .build())
                .withTemplate(template(name, variables))
                .endSpec()
                .build();
    }

    public static StatefulSet statefulSet(String name, Map<String, String> labels) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Map.of("run", name))
                        .build())
                .withTemplate(template(name, Map.of()))
                .endSpec()
                .build();
    }

    public static DaemonSet daemonSet(String name, Map<String, String> labels) {
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Map.of("run", name))
                        .build())
                .withTemplate(template(name, Map.of()))
                .endSpec()
                .withNewStatus()
                .withDesiredNumberScheduled(1)
                .endStatus()
                .build();
    }

    /** The Pod of that number, as its workload's controller makes it. */
    public static Pod pod(HasMetadata workload, PodTemplateSpec template, int number) {
        String name = workload.getMetadata().getName();
        return new PodBuilder()
                .withNewMetadata()
                .withName(name + '-' + number)
                .addToLabels("run", name)
                .addToLabels("pod-template-hash", HASH)
                .withOwnerReferences(owner(workload))
                .endMetadata()
                .withSpec(template.getSpec())
                .withStatus(running(Instant.now()))
                .build();
    }

    private static OwnerReference owner(HasMetadata workload) {
        boolean isDeployment = workload instanceof Deployment;
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind(isDeployment ? "ReplicaSet" : workload.getKind())
                .withName(workload.getMetadata().getName() + (isDeployment ? "-" + HASH : ""))
                .withUid(
                        isDeployment
                                ? "of-a-replica-set"
                                : workload.getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** Of a Pod that runs and is ready. */
    public static PodStatus running(Instant since) {
        String at = since.truncatedTo(ChronoUnit.SECONDS).toString();
        return new PodStatusBuilder()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(at)
                .endCondition()
                .addNewContainerStatus()
                .withName(CONTAINER)
                .withReady(true)
                .withRestartCount(0)
                .withState(new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(at)
                        .endRunning()
                        .build())
                .endContainerStatus()
                .build();
    }

    /** Of a Pod whose container has ended and waits to be started again. */
    public static PodStatus crashed(int exitCode, String message) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new PodStatusBuilder()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("False")
                .withLastTransitionTime(at)
                .endCondition()
                .addNewContainerStatus()
                .withName(CONTAINER)
                .withReady(false)
                .withRestartCount(0)
                .withState(new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .withMessage(message)
                        .endWaiting()
                        .build())
                .withLastState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(exitCode == 137 ? "OOMKilled" : "Error")
                        .withFinishedAt(at)
                        .endTerminated()
                        .build())
                .endContainerStatus()
                .build();
    }
}
