package dev.statusagent.command.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, by versions that the file itself carries. */
final class Schema {
    /** Each step leads to the version of its number, counted from 1; a step that was released is never changed. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    // Times are milliseconds since the epoch. done_at is this agent's, completed_at may be a
                    // reporter's. The
                    // large
                    // columns are last, since SQLite does not read what lies behind the last column asked for.
                    """
            CREATE TABLE command (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              priority INTEGER NOT NULL,
              timeout_ms INTEGER NOT NULL,
              state TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              enqueued_at INTEGER NOT NULL,
              enqueued_by TEXT,
              enqueued_from TEXT,
              request_id TEXT,
              lease_id TEXT,
              leased_to TEXT,
              leased_until INTEGER,
              status TEXT,
              executed_by TEXT,
              completed_at INTEGER,
              done_at INTEGER,
              truncated INTEGER,
              has_output INTEGER,
              exit_code INTEGER,
              duration_secs REAL,
              name TEXT NOT NULL,
              error TEXT,
              stdout TEXT,
              stderr TEXT
            ) STRICT""",
                    "CREATE INDEX command_next ON command (priority, seq) WHERE state = 'QUEUED'",
                    "CREATE INDEX command_leased ON command (leased_until) WHERE state IN ('LEASED', 'RUNNING')",
                    "CREATE INDEX command_done ON command (done_at) WHERE state = 'DONE'",
                    "CREATE INDEX command_counted ON command (state, status, executed_by)"),
            List.of(
                    """
            CREATE TABLE pulled (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL,
              lease_id TEXT,
              due INTEGER NOT NULL,
              kept_at INTEGER NOT NULL,
              status TEXT NOT NULL,
              executed_by TEXT,
              completed_at INTEGER,
              truncated INTEGER NOT NULL,
              has_output INTEGER NOT NULL,
              exit_code INTEGER,
              duration_secs REAL,
              name TEXT NOT NULL,
              error TEXT,
              stdout TEXT,
              stderr TEXT,
              UNIQUE (id, name)
            ) STRICT""",
                    "CREATE INDEX pulled_due ON pulled (number) WHERE due = 1",
                    "CREATE INDEX pulled_kept ON pulled (kept_at) WHERE due = 0"));

    private Schema() {}

    /**
     * Brings the database to the newest version.
     *
     * @throws SQLException if a newer agent wrote it, among others; nothing was changed then
     */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new SQLException("a newer version of the agent wrote it (schema " + version + ")");
        }
        for (int step = version; step < STEPS.size(); step++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (String change : STEPS.get(step)) {
                    statement.execute(change);
                }
                statement.execute("PRAGMA user_version = " + (step + 1));
                statement.execute("COMMIT");
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }
}
