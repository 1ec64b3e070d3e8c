package dev.statusagent.command;

import java.util.List;
import java.util.Optional;

/** The settings of commands, as a test wants them. */
record GivenCommands(Optional<List<String>> allowed, int timeoutSecs, int concurrency, boolean worker)
        implements CommandsConfig {
    static final GivenCommands DEFAULTS = new GivenCommands(Optional.empty(), 60, 1, true);

    static GivenCommands allowing(String... programs) {
        return new GivenCommands(Optional.of(List.of(programs)), 60, 1, true);
    }
}
