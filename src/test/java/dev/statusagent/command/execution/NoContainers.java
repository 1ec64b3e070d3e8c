package dev.statusagent.command.execution;

import dev.statusagent.command.ContainerActions;
import dev.statusagent.command.ParsedCommand;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;

/** Stands where no container runtime is. */
class NoContainers implements ContainerActions {
    @Override
    public boolean areAvailable() {
        return false;
    }

    @Override
    public Done perform(ParsedCommand.Container action) {
        throw new StatusException(ProblemType.RUNTIME_UNAVAILABLE, "no container runtime");
    }
}
