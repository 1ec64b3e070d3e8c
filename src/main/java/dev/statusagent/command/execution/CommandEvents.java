package dev.statusagent.command.execution;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.FinishedCommands;
import dev.statusagent.command.ParsedCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Tells operators what ran: the audit log and the metrics. */
@ApplicationScoped
class CommandEvents {
    private final AuditLog audit;
    private final FinishedCommands finished;

    CommandEvents(AuditLog audit, FinishedCommands finished) {
        this.audit = audit;
        this.finished = finished;
    }

    /**
     * A command has ended. Of what was run, the program is named and no argument, since those may hold secrets.
     *
     * @param what null if the policy refused it after all
     */
    void executed(ParsedCommand what, CommandOrigin origin, CommandResult result) {
        finished.count(result.status(), 1);
        AuditEvent event = AuditEvent.of(AuditEvent.Type.COMMAND_EXECUTED, origin.identity(), code(result.status()))
                .with("command_id", result.commandId())
                .with("request_id", origin.requestId())
                .with("client", origin.client());
        if (what instanceof ParsedCommand.Program program) {
            event = event.with("program", program.argv().get(0));
        } else if (what instanceof ParsedCommand.Container container) {
            event = event.with("program", container.scope()).with("container", container.container());
        }
        if (result.output() != null) {
            event = event.with("exit_code", result.output().exitCode())
                    .with("duration_secs", result.output().durationSecs());
        }
        audit.record(event);
    }

    private static String code(CommandStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
