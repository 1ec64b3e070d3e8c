package dev.statusagent.command.execution;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.ContainerActions;
import dev.statusagent.command.ParsedCommand;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands where no container runtime is. */
@ApplicationScoped
@DefaultBean
class NoContainers implements ContainerActions {
    @Override
    public boolean areAvailable() {
        return false;
    }

    @Override
    public CommandResult.Output perform(ParsedCommand.Container action) {
        throw new StatusException(ProblemType.RUNTIME_UNAVAILABLE, "no container runtime");
    }
}
