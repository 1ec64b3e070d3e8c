package dev.statusagent.command.embedded;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A connection with its prepared statements, and what became of its present transaction. Not thread-safe. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private long room;
    private int offered;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Begins; {@code room} is how many bytes can still be written. */
    void begin(long roomBytes) throws SQLException {
        room = roomBytes;
        offered = 0;
        execute("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Undoes everything; SQLite has done so itself after some failures. The driver closes a statement that failed. */
    void rollback() throws SQLException {
        prepared.clear();
        if (!connection.isClosed()) {
            try {
                execute("ROLLBACK");
            } catch (SQLException e) {
                if (!e.getMessage().contains("no transaction is active")) {
                    throw e;
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The statement with its parameters set; a null stays a null. */
    PreparedStatement statement(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Runs a change; gives the number of rows changed. */
    int update(String sql, Object... parameters) throws SQLException {
        return statement(sql, parameters).executeUpdate();
    }

    /** Refuses what is not needed to go on with what is there already, while there is room for that still. */
    void needsRoom(long bytes) {
        if (room < bytes) {
            throw new StatusException(ProblemType.STORAGE_FULL);
        }
    }

    /** Notes that commands have come into the queue. */
    void offered(int commands) {
        offered += commands;
    }

    /** How many commands have come into the queue by this transaction. */
    int offered() {
        return offered;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
