package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides what may run. */
@ApplicationScoped
public class CommandPolicy {
    /**
     * Understands a command's name, or refuses it.
     *
     * @throws StatusException {@link ProblemType#COMMAND_REFUSED} with the reason, which a stranger may read
     */
    public ParsedCommand check(String name) {
        throw new StatusException(ProblemType.COMMAND_REFUSED);
    }
}
