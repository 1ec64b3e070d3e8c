package dev.statusagent.command.embedded;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStore;
import dev.statusagent.command.pull.PulledCommands.Due;
import dev.statusagent.command.pull.PulledCommands.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results of pulled commands in the table {@code pulled}. */
final class Pulled {
    /** Bounds the time for which pruning holds up those that wait. */
    private static final int PRUNED_AT_ONCE = 500;

    private static final String FIND = "SELECT * FROM pulled WHERE id = ? ORDER BY number";
    /** Takes a new number, so that what is done with the old one says nothing of it. */
    private static final String KEEP = """
            INSERT OR REPLACE INTO pulled (id, lease_id, due, kept_at, status, executed_by, completed_at, truncated, has_output,
              exit_code, duration_secs, name, error, stdout, stderr) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String NEXT = "SELECT * FROM pulled WHERE due = 1 AND number > ? ORDER BY number LIMIT 1";
    private static final String DONE = "UPDATE pulled SET due = 0 WHERE number = ?";
    private static final String DUE = "SELECT count(*) FROM pulled WHERE due = 1";
    private static final String PRUNE_OLD = """
            DELETE FROM pulled WHERE number IN (SELECT number FROM pulled WHERE due = 0 AND kept_at <= ?
              ORDER BY kept_at LIMIT ?)""";
    private static final String PRUNE_MANY = """
            DELETE FROM pulled WHERE number IN (SELECT number FROM pulled WHERE due = 0
              ORDER BY kept_at DESC, number DESC LIMIT ? OFFSET ?)""";

    private Pulled() {}

    static List<Kept> find(Transaction reader, String id) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        try (ResultSet row = reader.statement(FIND, id).executeQuery()) {
            while (row.next()) {
                kept.add(kept(row));
            }
        }
        return kept;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString("name"), Rows.result(row), row.getString("lease_id"));
    }

    static Void keep(Transaction transaction, Kept kept, Instant now) throws SQLException {
        CommandResult result = kept.result();
        CommandResult.Output output = result.output();
        transaction.update(
                KEEP,
                result.commandId(),
                kept.leaseId(),
                now.toEpochMilli(),
                result.status().name(),
                result.executedBy(),
                result.completedAt().toEpochMilli(),
                result.truncated(),
                output != null,
                output == null ? null : output.exitCode(),
                output == null ? null : output.durationSecs(),
                kept.name(),
                result.error(),
                output == null ? null : output.stdout(),
                output == null ? null : output.stderr());
        return null;
    }

    static Optional<Due> nextDue(Transaction reader, long after) throws SQLException {
        try (ResultSet row = reader.statement(NEXT, after).executeQuery()) {
            return row.next() ? Optional.of(new Due(row.getLong("number"), kept(row))) : Optional.empty();
        }
    }

    static Void done(Transaction transaction, Due due) throws SQLException {
        transaction.update(DONE, due.number());
        return null;
    }

    static long due(Transaction reader) throws SQLException {
        return Queries.number(reader, DUE);
    }

    /** Forgets some of what is not due any more; no more at once than lets others have their turn. */
    static int prune(Transaction transaction, Instant now) throws SQLException {
        long old = now.minus(CommandStore.KEPT_FOR).toEpochMilli();
        return transaction.update(PRUNE_OLD, old, PRUNED_AT_ONCE)
                + transaction.update(PRUNE_MANY, PRUNED_AT_ONCE, CommandStore.KEPT);
    }
}
