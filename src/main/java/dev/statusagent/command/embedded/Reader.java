package dev.statusagent.command.embedded;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that reads, over a connection of its own: it sees what is committed, and holds no writer up. */
final class Reader implements AutoCloseable {
    private static final int WAITING = 1000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final CommandDatabase database;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Reader::thread);
    private Transaction connection;

    Reader(CommandDatabase database) {
        this.database = database;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "command-store-reader");
        thread.setDaemon(true);
        return thread;
    }

    interface Query<T> {
        T ask(Transaction reader) throws SQLException;
    }

    <T> CompletableFuture<T> ask(Query<T> query) {
        CompletableFuture<T> told = new CompletableFuture<>();
        try {
            thread.execute(() -> answer(query, told));
        } catch (RejectedExecutionException e) {
            told.completeExceptionally(StatusException.retryAfter(ProblemType.STORE_UNAVAILABLE, RETRY));
        }
        return told;
    }

    private <T> void answer(Query<T> query, CompletableFuture<T> told) {
        T answer;
        try {
            if (connection == null) {
                connection = new Transaction(database.connect());
            }
            answer = query.ask(connection);
        } catch (SQLException | UncheckedIOException | LinkageError e) {
            disconnect();
            told.completeExceptionally(Failures.problem(e, database.file()));
            return;
        } catch (RuntimeException e) {
            told.completeExceptionally(e);
            return;
        }
        told.complete(answer);
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it was of no use any more
        }
        connection = null;
    }

    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(this::disconnect);
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
