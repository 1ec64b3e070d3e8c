package dev.statusagent.command.embedded;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.CommandSummary;
import dev.statusagent.command.Priority;
import dev.statusagent.command.QueuedCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads rows of the table {@code command}. */
final class Rows {
    /** The order in which they are leased; their places here are in the database. */
    private static final List<Priority> BY_RANK = List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW);

    private Rows() {}

    static int rank(Priority priority) {
        return BY_RANK.indexOf(priority);
    }

    static Command command(ResultSet row) throws SQLException {
        return new Command(
                row.getString("id"),
                row.getString("name"),
                Duration.ofMillis(row.getLong("timeout_ms")),
                priority(row));
    }

    static CommandOrigin origin(ResultSet row) throws SQLException {
        return new CommandOrigin(
                row.getString("enqueued_by"), row.getString("enqueued_from"), row.getString("request_id"));
    }

    static QueuedCommand queued(ResultSet row) throws SQLException {
        CommandState state = state(row);
        return new QueuedCommand(
                command(row),
                state,
                row.getInt("attempts"),
                origin(row),
                instant(row, "enqueued_at"),
                row.getString("leased_to"),
                instant(row, "leased_until"),
                state == CommandState.DONE ? result(row) : null);
    }

    static CommandResult result(ResultSet row) throws SQLException {
        return new CommandResult(
                row.getString("id"),
                status(row),
                row.getBoolean("has_output") ? output(row) : null,
                row.getString("error"),
                row.getString("executed_by"),
                instant(row, "completed_at"),
                row.getBoolean("truncated"));
    }

    private static CommandResult.Output output(ResultSet row) throws SQLException {
        int exitCode = row.getInt("exit_code");
        return new CommandResult.Output(
                row.wasNull() ? null : exitCode,
                row.getDouble("duration_secs"),
                row.getString("stdout"),
                row.getString("stderr"));
    }

    static CommandSummary summary(ResultSet row) throws SQLException {
        return new CommandSummary(
                row.getString("id"),
                row.getString("name"),
                state(row),
                priority(row),
                row.getInt("attempts"),
                instant(row, "enqueued_at"),
                status(row),
                row.getString("executed_by"),
                instant(row, "completed_at"));
    }

    static CommandState state(ResultSet row) throws SQLException {
        return CommandState.valueOf(row.getString("state"));
    }

    static CommandStatus status(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return status == null ? null : CommandStatus.valueOf(status);
    }

    private static Priority priority(ResultSet row) throws SQLException {
        return BY_RANK.get(row.getInt("priority"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
