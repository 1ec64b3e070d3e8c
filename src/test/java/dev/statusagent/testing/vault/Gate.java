package dev.statusagent.testing.vault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What hanging answers wait at, until the faults that made them hang are over. */
final class Gate {

    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    void open() {
        opened.complete(null);
    }

    void await() throws InterruptedException {
        try {
            opened.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(Duration atMost) throws InterruptedException {
        try {
            opened.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the action when the gate opens, or now if it is open. */
    void whenOpened(Runnable action) {
        var unused = opened.thenRun(action);
    }
}
