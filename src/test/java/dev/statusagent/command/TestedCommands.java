package dev.statusagent.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/** The parts of commands that tests of other packages need. */
public final class TestedCommands {
    private final GivenCommands config;

    public TestedCommands(int concurrency, String... allowed) {
        this.config = new GivenCommands(
                allowed.length == 0 ? Optional.empty() : Optional.of(List.of(allowed)), 60, concurrency, true);
    }

    public Places places() {
        return new Places(config);
    }

    public CommandPolicy policy() {
        return new CommandPolicy(config);
    }

    public static FinishedCommands counting(MeterRegistry metrics) {
        return new FinishedCommands(metrics);
    }

    /** All that the policy forbids without a file's help. */
    public static List<String> forbidden() {
        return ForbiddenCommands.plain();
    }
}
