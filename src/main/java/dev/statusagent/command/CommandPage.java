package dev.statusagent.command;

import java.util.List;

/**
 * Some of the commands that there are.
 *
 * @param total how many there are of the state asked for, these included
 */
public record CommandPage(List<CommandSummary> commands, long total) {
    public CommandPage {
        commands = List.copyOf(commands);
    }
}
