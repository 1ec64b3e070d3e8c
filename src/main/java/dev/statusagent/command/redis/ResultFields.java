package dev.statusagent.command.redis;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStatus;
import java.util.List;

/** A result as fields of a hash. */
final class ResultFields {
    static final List<String> NAMES = List.of(
            "status",
            "executed_by",
            "completed_at",
            "truncated",
            "exit_code",
            "duration_secs",
            "error",
            "stdout",
            "stderr");

    private ResultFields() {}

    static Fields of(CommandResult result) {
        Fields fields = new Fields()
                .with("status", result.status().name())
                .with("executed_by", result.executedBy())
                .with("completed_at", result.completedAt())
                .with("truncated", result.truncated() ? "1" : "0")
                .with("error", result.error());
        CommandResult.Output output = result.output();
        return output == null
                ? fields
                : fields.with("exit_code", output.exitCode() == null ? null : String.valueOf(output.exitCode()))
                        .with("duration_secs", String.valueOf(output.durationSecs()))
                        .with("stdout", output.stdout())
                        .with("stderr", output.stderr());
    }

    static CommandResult read(String commandId, Row row) {
        return new CommandResult(
                commandId,
                CommandStatus.valueOf(row.text("status")),
                row.has("duration_secs") ? output(row) : null,
                row.text("error"),
                row.text("executed_by"),
                row.time("completed_at"),
                "1".equals(row.text("truncated")));
    }

    private static CommandResult.Output output(Row row) {
        return new CommandResult.Output(
                row.has("exit_code") ? row.number("exit_code") : null,
                Double.parseDouble(row.text("duration_secs")),
                row.text("stdout"),
                row.text("stderr"));
    }
}
