package dev.statusagent.container;

/** Which container runtime is watched. */
public enum RuntimeChoice {
    /** Docker's engine where it answers, also if it appears later; inside a Pod the cluster, if no engine answers. */
    AUTO,
    /** Docker's engine; that it is away is worth a warning. */
    DOCKER,
    /** The workloads of a Kubernetes cluster; that it is away is worth a warning. */
    KUBERNETES,
    /** None at all. */
    NONE
}
