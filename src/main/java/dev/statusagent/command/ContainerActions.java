package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;

/** What a container runtime does for commands. */
public interface ContainerActions {
    /**
     * What came of it.
     *
     * @param truncated whether there was more to say than is kept
     */
    record Done(CommandResult.Output output, boolean truncated) {}

    /** Whether there is a runtime that answered when it was asked last; does not block. */
    boolean areAvailable();

    /**
     * Does it, and waits for the end.
     *
     * @throws StatusException {@link ProblemType#RUNTIME_UNAVAILABLE} if there is no runtime, or it does not answer; other
     *     types if there is no such container, or it is not in a state for it
     */
    Done perform(ParsedCommand.Container action);
}
