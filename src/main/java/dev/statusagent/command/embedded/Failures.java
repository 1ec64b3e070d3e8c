package dev.statusagent.command.embedded;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database means. */
final class Failures {
    /** Below this SQLite cannot even make room for what it needs beside the data. */
    private static final long NO_ROOM_BYTES = 64 * 1024;

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int PRIMARY_CODE = 0xff;

    private Failures() {}

    /** Whether the file is damaged, rather than the way to it. */
    static boolean isDamage(SQLException failure) {
        int code = code(failure);
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** The problem that the failure is to callers: no room, or no store. */
    static StatusException problem(Throwable failure, Path file) {
        boolean full = failure instanceof SQLException sql && code(sql) == SQLiteErrorCode.SQLITE_FULL.code;
        return full || room(file) < NO_ROOM_BYTES
                ? new StatusException(ProblemType.STORAGE_FULL)
                : StatusException.retryAfter(ProblemType.STORE_UNAVAILABLE, RETRY);
    }

    /** Bytes that can be written beside the file; as many as there are numbers for where nobody can tell. */
    static long room(Path file) {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static int code(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
    }
}
