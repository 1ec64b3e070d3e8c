package dev.statusagent.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the commands that have ended: the metric {@code status_commands_total}, which has all its outcomes from the start. */
@ApplicationScoped
@Startup
public class FinishedCommands {
    private final Map<CommandStatus, Counter> counters = new EnumMap<>(CommandStatus.class);

    FinishedCommands(MeterRegistry metrics) {
        for (CommandStatus outcome : CommandStatus.values()) {
            Counter counter = Counter.builder("status.commands")
                    .description("Commands that have ended")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
            counters.put(outcome, counter);
        }
    }

    /** Counts commands that have ended in the same way. */
    public void count(CommandStatus outcome, int commands) {
        counters.get(outcome).increment(commands);
    }
}
