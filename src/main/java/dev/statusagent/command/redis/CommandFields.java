package dev.statusagent.command.redis;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandLease;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.CommandSummary;
import dev.statusagent.command.Priority;
import dev.statusagent.command.QueuedCommand;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A command as fields of a hash: what is asked for, and what the scripts answer. */
final class CommandFields {
    /** All of a command. */
    static final List<String> ALL = Stream.concat(
                    Stream.of(
                            "id",
                            "name",
                            "timeout_ms",
                            "priority",
                            "state",
                            "attempts",
                            "enqueued_at",
                            "enqueued_by",
                            "enqueued_from",
                            "request_id",
                            "leased_to",
                            "leased_until"),
                    ResultFields.NAMES.stream())
            .toList();

    /** What the script {@code lease} answers. */
    private static final List<String> LEASE = List.of(
            "id",
            "name",
            "timeout_ms",
            "priority",
            "enqueued_by",
            "enqueued_from",
            "request_id",
            "leased_until",
            "attempts");

    /** What the script {@code list} answers for each command. */
    private static final List<String> SUMMARY = List.of(
            "id", "name", "state", "priority", "attempts", "enqueued_at", "status", "executed_by", "completed_at");

    private CommandFields() {}

    static Fields of(CommandOrigin origin) {
        return new Fields()
                .with("enqueued_by", origin.identity())
                .with("enqueued_from", origin.client())
                .with("request_id", origin.requestId());
    }

    static CommandLease lease(Response answer, String leaseId) {
        Row row = new Row(LEASE, answer);
        return new CommandLease(command(row), origin(row), leaseId, row.time("leased_until"), row.number("attempts"));
    }

    /** Of the answer to a question for {@link #ALL}. */
    static QueuedCommand queued(Response answer) {
        Row row = new Row(ALL, answer);
        return new QueuedCommand(
                command(row),
                state(row),
                row.number("attempts"),
                origin(row),
                row.time("enqueued_at"),
                row.text("leased_to"),
                row.time("leased_until"),
                state(row) == CommandState.DONE ? ResultFields.read(row.text("id"), row) : null);
    }

    static CommandSummary summary(Response answer) {
        Row row = new Row(SUMMARY, answer);
        return new CommandSummary(
                row.text("id"),
                row.text("name"),
                state(row),
                priority(row),
                row.number("attempts"),
                row.time("enqueued_at"),
                row.has("status") ? CommandStatus.valueOf(row.text("status")) : null,
                row.text("executed_by"),
                row.time("completed_at"));
    }

    private static Command command(Row row) {
        return new Command(
                row.text("id"),
                row.text("name"),
                Duration.ofMillis(Long.parseLong(row.text("timeout_ms"))),
                priority(row));
    }

    private static CommandOrigin origin(Row row) {
        return new CommandOrigin(row.text("enqueued_by"), row.text("enqueued_from"), row.text("request_id"));
    }

    private static CommandState state(Row row) {
        return CommandState.valueOf(row.text("state"));
    }

    private static Priority priority(Row row) {
        return Priority.valueOf(row.text("priority"));
    }
}
