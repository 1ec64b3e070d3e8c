package dev.statusagent.command.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;

/**
 * The database's file: opened with what makes a commit durable, checked when it is opened first, and set aside if it is
 * damaged. Thread-safe; the connections are not.
 */
final class CommandDatabase {
    private static final Logger LOG = Logger.getLogger(CommandDatabase.class);
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Path file;
    private final InstantSource clock;
    private boolean checked;

    CommandDatabase(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    Path file() {
        return file;
    }

    /** A connection to a database that was found whole and has the newest schema. */
    synchronized Connection connect() throws SQLException {
        if (!checked) {
            check();
            checked = true;
        }
        return open();
    }

    private void check() throws SQLException {
        if (!hasHeader()) {
            setAside("it does not begin as a database does");
        }
        try (Connection connection = open()) {
            try {
                String verdict = text(connection, "PRAGMA quick_check(1)");
                if (verdict.equals("ok")) {
                    Schema.migrate(connection);
                    syncDirectory();
                    return;
                }
                setAside(verdict);
            } catch (SQLException e) {
                if (!Failures.isDamage(e)) {
                    throw e;
                }
                setAside(e.getMessage());
            }
        }
        check();
    }

    private Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.getString(1);
        }
    }

    private boolean hasHeader() {
        if (!Files.exists(file)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(HEADER.length);
            return begin.length == 0 || Arrays.equals(begin, HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames the file and those that belong to it; SQLite, which may have them open, keeps off the new names. */
    private void setAside(String reason) {
        try {
            Path aside = DamagedFile.setAside(file, clock.instant());
            LOG.errorf(
                    "The commands in %s cannot be read (%s). The file is kept as %s; a new one is begun, without them",
                    file.getFileName(), reason, aside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the name of a new file as durable as its content is by its commits. */
    private void syncDirectory() {
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
