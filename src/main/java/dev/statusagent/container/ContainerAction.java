package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a container. */
public enum ContainerAction {
    START,
    STOP,
    RESTART,
    PAUSE,
    UNPAUSE;

    /** The name in lower case, as callers write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why this cannot be done to a container in that state; empty if it may be possible. */
    private Optional<String> obstacle(ContainerState state) {
        boolean paused = state == ContainerState.PAUSED;
        boolean running = state == ContainerState.RUNNING;
        String reason = switch (this) {
            case START -> running ? "is running already" : paused ? "is paused; unpause it" : null;
            case STOP -> running || paused || state == ContainerState.RESTARTING ? null : "is not running";
            case RESTART -> null;
            case PAUSE -> paused ? "is paused already" : running ? null : "is not running";
            case UNPAUSE -> paused ? null : "is not paused";
        };
        return Optional.ofNullable(reason);
    }

    /** The action that callers write so; empty for any other text. */
    public static Optional<ContainerAction> of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }

    /** Whether this can be done to a container in that state. */
    public boolean isPossible(ContainerState state) {
        return obstacle(state).isEmpty();
    }

    /**
     * Checks that this may be done to a container in that state.
     *
     * @throws StatusException {@link ProblemType#CONTAINER_STATE} that says why not
     */
    public void requirePossible(ContainerState state) {
        obstacle(state).ifPresent(reason -> {
            throw new StatusException(ProblemType.CONTAINER_STATE, "The container " + reason);
        });
    }
}
