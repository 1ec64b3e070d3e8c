package dev.statusagent.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The places at which commands run, and the line of those who wait for one. Who stands in line comes before who only listens.
 * Never blocks; thread-safe.
 */
@ApplicationScoped
public class Places {
    private final Queue<CompletableFuture<Void>> line = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int free;
    private boolean closed;

    Places(CommandsConfig config) {
        this.free = config.concurrency();
    }

    /** Takes a place that nobody in line has a claim to; false if there is none. */
    public synchronized boolean tryAcquire() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    /**
     * Waits for a place in the order of coming. Who gets one, which is when the future completes normally, must give it back;
     * who cancels the future leaves the line.
     *
     * @return completes with a {@link TimeoutException} if no place becomes free in time, or none will
     */
    public CompletableFuture<Void> acquire(Duration patience) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        boolean now;
        synchronized (this) {
            now = free > 0;
            if (now) {
                free--;
            } else if (!closed) {
                line.add(turn);
            }
        }
        if (now) {
            turn.complete(null);
            return turn;
        }
        var unused = turn.orTimeout(closed() ? 0 : patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((got, late) -> leave(turn));
        return turn;
    }

    /** Gives a place to the first in line, or back to all. */
    public void release() {
        CompletableFuture<Void> first = next();
        while (first != null && !first.complete(null)) {
            first = next();
        }
        if (first == null) {
            listeners.forEach(Runnable::run);
        }
    }

    /** The first in line; if there is none, the place becomes free. */
    private synchronized CompletableFuture<Void> next() {
        CompletableFuture<Void> first = line.poll();
        if (first == null) {
            free++;
        }
        return first;
    }

    /** Calls the listener, on any thread, each time that a place becomes free. */
    public void onFree(Runnable listener) {
        listeners.add(listener);
    }

    /** Sends everybody in line away, and whoever comes later. */
    public void close() {
        List<CompletableFuture<Void>> waiting;
        synchronized (this) {
            closed = true;
            waiting = List.copyOf(line);
        }
        waiting.forEach(turn -> turn.completeExceptionally(new TimeoutException("the agent stops")));
    }

    synchronized int waiting() {
        return line.size();
    }

    private synchronized boolean closed() {
        return closed;
    }

    private synchronized void leave(CompletableFuture<Void> turn) {
        line.removeIf(other -> other == turn);
    }
}
