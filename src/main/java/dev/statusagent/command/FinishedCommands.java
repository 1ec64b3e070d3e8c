package dev.statusagent.command;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts the commands that have ended: the metric {@code status_commands_total}. */
@ApplicationScoped
public class FinishedCommands {
    private final MeterRegistry metrics;

    FinishedCommands(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Counts commands that have ended in the same way. */
    public void count(CommandStatus outcome, int commands) {
        if (commands > 0) {
            metrics.counter("status.commands", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .increment(commands);
        }
    }
}
