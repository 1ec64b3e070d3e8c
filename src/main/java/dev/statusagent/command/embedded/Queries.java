package dev.statusagent.command.embedded;

import dev.statusagent.command.CommandCounts;
import dev.statusagent.command.CommandPage;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.CommandSummary;
import dev.statusagent.command.QueuedCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of the database and changes nothing. */
final class Queries {
    private static final String FIND = "SELECT * FROM command WHERE id = ?";
    private static final String LIST = """
            SELECT id, name, state, priority, attempts, enqueued_at, status, executed_by, completed_at FROM command
            WHERE ?1 IS NULL OR state = ?1 ORDER BY seq DESC LIMIT ?2""";
    private static final String TOTAL = "SELECT count(*) FROM command WHERE ?1 IS NULL OR state = ?1";
    private static final String DEPTH = "SELECT count(*) FROM command WHERE state = 'QUEUED'";
    private static final String COUNTS =
            "SELECT state, status, executed_by, count(*) FROM command GROUP BY state, status, executed_by";

    private Queries() {}

    static Optional<QueuedCommand> find(Transaction reader, String id) throws SQLException {
        try (ResultSet row = reader.statement(FIND, id).executeQuery()) {
            return row.next() ? Optional.of(Rows.queued(row)) : Optional.empty();
        }
    }

    static CommandPage list(Transaction reader, Optional<CommandState> state, int limit) throws SQLException {
        String name = state.map(CommandState::name).orElse(null);
        List<CommandSummary> commands = new ArrayList<>();
        try (ResultSet row = reader.statement(LIST, name, limit).executeQuery()) {
            while (row.next()) {
                commands.add(Rows.summary(row));
            }
        }
        return new CommandPage(commands, number(reader, TOTAL, name));
    }

    static long depth(Transaction reader) throws SQLException {
        return number(reader, DEPTH);
    }

    static long number(Transaction reader, String sql, Object... parameters) throws SQLException {
        try (ResultSet row = reader.statement(sql, parameters).executeQuery()) {
            return row.getLong(1);
        }
    }

    static CommandCounts counts(Transaction reader) throws SQLException {
        Map<CommandState, Long> byState = new EnumMap<>(CommandState.class);
        Map<CommandStatus, Long> byOutcome = new EnumMap<>(CommandStatus.class);
        Map<String, Long> byExecutor = new HashMap<>();
        try (ResultSet row = reader.statement(COUNTS).executeQuery()) {
            while (row.next()) {
                count(byState, Rows.state(row), row);
                count(byOutcome, Rows.status(row), row);
                count(byExecutor, row.getString("executed_by"), row);
            }
        }
        return new CommandCounts(byState, byOutcome, byExecutor);
    }

    private static <K> void count(Map<K, Long> counts, K key, ResultSet row) throws SQLException {
        if (key != null) {
            counts.merge(key, row.getLong(4), Long::sum);
        }
    }
}
