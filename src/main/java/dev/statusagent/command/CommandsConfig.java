package dev.statusagent.command;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What may run, and how. */
@ConfigMapping(prefix = "status.commands")
public interface CommandsConfig {
    /** {@code STATUS_COMMANDS_ALLOWED}: the programs that may run, by bare name; none given: the built-in ones. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> allowed();

    /** {@code COMMAND_TIMEOUT_SECS}: seconds that a command may run which does not say, from 1 to 86400. */
    @WithDefault("60")
    int timeoutSecs();

    /** {@code STATUS_COMMANDS_CONCURRENCY}: commands that run at the same time, from 1 to 64. */
    @WithDefault("1")
    int concurrency();

    /** {@code STATUS_COMMANDS_WORKER}: whether this agent runs what is enqueued here. */
    @WithDefault("true")
    boolean worker();
}
