package dev.statusagent.command.embedded;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandLease;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandStore;
import dev.statusagent.command.CommandStore.Ended;
import dev.statusagent.command.CommandStore.Enqueued;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the queue's operations change on the way to a result, inside a transaction. */
final class Changes {
    /** Kept for leases and results, so that a full disk does not stop what was accepted before. */
    private static final long ROOM_BYTES = 4L << 20;

    private static final String ENQUEUE = """
            INSERT INTO command (id, priority, timeout_ms, state, attempts, enqueued_at, enqueued_by, enqueued_from,
              request_id, name) VALUES (?, ?, ?, 'QUEUED', 0, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""";
    private static final String SAME = "SELECT id, name, timeout_ms, priority FROM command WHERE id = ?";
    private static final String NEXT = """
            SELECT seq, id, name, timeout_ms, priority, attempts, enqueued_by, enqueued_from, request_id FROM command
            WHERE state = 'QUEUED' ORDER BY priority, seq LIMIT 1""";
    private static final String LEASE = """
            UPDATE command SET state = 'LEASED', attempts = ?, lease_id = ?, leased_to = ?, leased_until = ?
            WHERE seq = ?""";
    private static final String GIVE_BACK = """
            UPDATE command SET state = 'QUEUED', attempts = attempts - 1, lease_id = NULL
            WHERE id = ? AND lease_id = ? AND state = 'LEASED'""";
    private static final String RUNNING =
            "UPDATE command SET state = 'RUNNING' WHERE id = ? AND lease_id = ? AND state = 'LEASED'";
    private static final String GIVE_UP = """
            UPDATE command SET state = 'DONE', status = 'FAILED', completed_at = ?1, done_at = ?1, truncated = 0, has_output = 0,
              error = ?2 WHERE state IN ('LEASED', 'RUNNING') AND attempts >= ?3 AND\s""";
    private static final String OFFER_AGAIN = """
            UPDATE command SET state = 'QUEUED', lease_id = NULL
            WHERE state IN ('LEASED', 'RUNNING') AND\s""";

    private Changes() {}

    static Enqueued enqueue(Transaction transaction, Command command, CommandOrigin origin, Instant now)
            throws SQLException {
        Optional<Command> known = known(transaction, command.id());
        if (known.isPresent()) {
            return known.get().equals(command) ? Enqueued.AGAIN : Enqueued.CONFLICT;
        }
        transaction.needsRoom(ROOM_BYTES);
        transaction.update(
                ENQUEUE,
                command.id(),
                Rows.rank(command.priority()),
                command.timeout().toMillis(),
                now.toEpochMilli(),
                origin.identity(),
                origin.client(),
                origin.requestId(),
                command.name());
        transaction.offered(1);
        return Enqueued.NEW;
    }

    private static Optional<Command> known(Transaction transaction, String id) throws SQLException {
        try (ResultSet row = transaction.statement(SAME, id).executeQuery()) {
            return row.next() ? Optional.of(Rows.command(row)) : Optional.empty();
        }
    }

    static Optional<CommandLease> lease(Transaction transaction, String holder, Instant now) throws SQLException {
        Command command;
        CommandOrigin origin;
        int attempt;
        long seq;
        try (ResultSet row = transaction.statement(NEXT).executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            command = Rows.command(row);
            origin = Rows.origin(row);
            attempt = row.getInt("attempts") + 1;
            seq = row.getLong("seq");
        }
        String id = UUID.randomUUID().toString();
        Instant until = now.plus(command.timeout()).plus(CommandStore.LEASE_MARGIN);
        transaction.update(LEASE, attempt, id, holder, until.toEpochMilli(), seq);
        return Optional.of(new CommandLease(command, origin, id, until, attempt));
    }

    static Void giveBack(Transaction transaction, CommandLease lease) throws SQLException {
        transaction.offered(transaction.update(GIVE_BACK, lease.command().id(), lease.id()));
        return null;
    }

    static boolean running(Transaction transaction, CommandLease lease) throws SQLException {
        return transaction.update(RUNNING, lease.command().id(), lease.id()) > 0;
    }

    static Ended endExpired(Transaction transaction, Instant now) throws SQLException {
        return end(transaction, "leased_until <= ?", now.toEpochMilli(), now);
    }

    static Ended endThoseOf(Transaction transaction, String holder, Instant now) throws SQLException {
        return end(transaction, "leased_to = ?", holder, now);
    }

    private static Ended end(Transaction transaction, String which, Object parameter, Instant now) throws SQLException {
        int failed = transaction.update(
                GIVE_UP + which,
                now.toEpochMilli(),
                "It was offered %d times, and nobody reported a result".formatted(CommandStore.MAX_ATTEMPTS),
                CommandStore.MAX_ATTEMPTS,
                parameter);
        int again = transaction.update(OFFER_AGAIN + which, parameter);
        transaction.offered(again);
        return new Ended(again, failed);
    }
}
