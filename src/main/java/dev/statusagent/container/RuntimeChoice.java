package dev.statusagent.container;

/** Which container runtime is watched. */
public enum RuntimeChoice {
    /** Docker's engine where it answers, also if it appears later. */
    AUTO,
    /** Docker's engine; that it is away is worth a warning. */
    DOCKER,
    /** None at all. */
    NONE
}
