package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;

/** What a container runtime does for commands. */
public interface ContainerActions {
    /** Whether there is a runtime to ask; does not block. */
    boolean areAvailable();

    /**
     * Does it, and waits for the end.
     *
     * @throws StatusException {@link ProblemType#RUNTIME_UNAVAILABLE} if there is no runtime, or it does not answer
     */
    CommandResult.Output perform(ParsedCommand.Container action);
}
