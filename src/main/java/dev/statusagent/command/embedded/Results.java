package dev.statusagent.command.embedded;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStore;
import dev.statusagent.command.CommandStore.Reported;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How results come into the database, and leave it. */
final class Results {
    /** Bounds the time for which pruning holds up those that wait. */
    private static final int PRUNED_AT_ONCE = 500;

    private static final String REPORT = """
            UPDATE command SET state = 'DONE', status = ?, executed_by = ?, completed_at = ?, done_at = ?, truncated = ?,
              has_output = ?, exit_code = ?, duration_secs = ?, error = ?, stdout = ?, stderr = ? WHERE id = ? AND state <> 'DONE'""";
    private static final String EXISTS = "SELECT 1 FROM command WHERE id = ?";
    private static final String PRUNE_OLD = """
            DELETE FROM command WHERE seq IN (SELECT seq FROM command WHERE state = 'DONE' AND done_at <= ?
              ORDER BY done_at LIMIT ?)""";
    private static final String PRUNE_MANY = """
            DELETE FROM command WHERE seq IN (SELECT seq FROM command WHERE state = 'DONE'
              ORDER BY done_at DESC, seq DESC LIMIT ? OFFSET ?)""";

    private Results() {}

    static Reported report(Transaction transaction, CommandResult result, Instant now) throws SQLException {
        CommandResult.Output output = result.output();
        int changed = transaction.update(
                REPORT,
                result.status().name(),
                result.executedBy(),
                result.completedAt().toEpochMilli(),
                now.toEpochMilli(),
                result.truncated(),
                output != null,
                output == null ? null : output.exitCode(),
                output == null ? null : output.durationSecs(),
                result.error(),
                output == null ? null : output.stdout(),
                output == null ? null : output.stderr(),
                result.commandId());
        if (changed > 0) {
            return Reported.ACCEPTED;
        }
        try (ResultSet row = transaction.statement(EXISTS, result.commandId()).executeQuery()) {
            return row.next() ? Reported.LATE : Reported.UNKNOWN;
        }
    }

    /** Forgets some of what is due; no more at once than lets others have their turn. */
    static int prune(Transaction transaction, Instant now) throws SQLException {
        long due = now.minus(CommandStore.KEPT_FOR).toEpochMilli();
        return transaction.update(PRUNE_OLD, due, PRUNED_AT_ONCE)
                + transaction.update(PRUNE_MANY, PRUNED_AT_ONCE, CommandStore.KEPT);
    }
}
