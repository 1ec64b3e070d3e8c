package dev.statusagent.command.embedded;

import dev.statusagent.problem.StatusException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** One operation on its way to the disk, and whom to tell. */
final class Write<T> {
    private final Change<T> change;
    private final CompletableFuture<T> told = new CompletableFuture<>();
    private T result;
    private StatusException refusal;

    Write(Change<T> change) {
        this.change = change;
    }

    /** What an operation does inside a transaction; one that throws {@link StatusException} has changed nothing. */
    interface Change<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Does the work; whether it counts shows at the commit. */
    void run(Transaction transaction) throws SQLException {
        result = null;
        refusal = null;
        try {
            result = change.in(transaction);
        } catch (StatusException e) {
            refusal = e;
        }
    }

    /** Tells the caller what was done, now that it is durable. */
    void committed() {
        if (refusal == null) {
            told.complete(result);
        } else {
            told.completeExceptionally(refusal);
        }
    }

    void failed(RuntimeException failure) {
        told.completeExceptionally(failure);
    }

    CompletableFuture<T> told() {
        return told;
    }
}
