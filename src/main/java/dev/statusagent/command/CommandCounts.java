package dev.statusagent.command;

import java.util.Map;

/**
 * How many commands there are of each kind; what has none is left out.
 *
 * @param byExecutor those that are done, by who ran them
 */
public record CommandCounts(
        Map<CommandState, Long> byState, Map<CommandStatus, Long> byOutcome, Map<String, Long> byExecutor) {
    public CommandCounts {
        byState = Map.copyOf(byState);
        byOutcome = Map.copyOf(byOutcome);
        byExecutor = Map.copyOf(byExecutor);
    }
}
