package dev.statusagent.audit;

import dev.statusagent.audit.chain.ChainLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** What is on its way to the writer of the audit log, and who waits for it. Nobody waits to hand over. Thread-safe. */
final class Handover {
    private static final int MOST_WAITING = 10_000;
    private static final long MOST_CHARACTERS = 8 << 20;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    /** Something to write. */
    interface Write {
        void to(ChainLog log) throws IOException;
    }

    /**
     * A write that waits for its turn.
     *
     * @param characters how much memory it takes, or so
     */
    record Waiting(Write write, int characters) {}

    /** What is handed over while that before is written; who waits for one of them waits for all. */
    static final class Batch {
        private final Deque<Waiting> writes = new ArrayDeque<>();
        private final Set<String> requests = new HashSet<>();
        private CompletableFuture<Void> done = new CompletableFuture<>();

        Deque<Waiting> writes() {
            return writes;
        }
    }

    /** Of each request that has events which are not written yet, the batch with the last of them. */
    private final Map<String, Batch> last = new HashMap<>();

    private Batch gathering = new Batch();
    private Batch underWay = gathering;
    private int waiting;
    private long characters;
    private boolean woken;
    private boolean closed;

    /**
     * Hands over what is an event.
     *
     * @param request whose it is; null for nobody's
     * @return false where there is no room, or the writer has ended
     */
    synchronized boolean event(String request, int length, Write write) {
        if (closed || waiting >= MOST_WAITING || characters + length > MOST_CHARACTERS) {
            return false;
        }
        add(length, write);
        if (request != null) {
            gathering.requests.add(request);
            last.put(request, gathering);
        }
        return true;
    }

    /** Hands over what is none, for which there is always room. */
    synchronized void other(Write write) {
        add(0, write);
    }

    private void add(int length, Write write) {
        gathering.writes.add(new Waiting(write, length));
        waiting++;
        characters += length;
        notifyAll();
    }

    /** There is room again for what takes the place of this one. */
    synchronized void written(Waiting write) {
        waiting--;
        characters -= write.characters();
    }

    /** Done when the writer has dealt with all that the request has handed over; at once where there is nothing. */
    synchronized CompletionStage<Void> settled(String request) {
        Batch batch = last.get(request);
        return batch == null ? NOW : batch.done;
    }

    synchronized boolean isEmpty() {
        return gathering.writes.isEmpty();
    }

    /**
     * What has gathered, once there is something; nothing where the writer was only woken up; null at the end.
     *
     * @param failing whether it need not be tried before somebody wakes the writer up
     */
    synchronized Batch take(BooleanSupplier failing) {
        while (!woken && !closed && (gathering.writes.isEmpty() || failing.getAsBoolean())) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null; // nobody interrupts it but an end of the process in disorder
            }
        }
        if (closed && gathering.writes.isEmpty()) {
            return null;
        }
        woken = false;
        underWay = gathering;
        gathering = new Batch();
        return underWay;
    }

    /** The writer has dealt with it. */
    void end(Batch batch) {
        CompletableFuture<Void> done;
        synchronized (this) {
            batch.requests.forEach(request -> last.remove(request, batch));
            done = batch.done;
        }
        done.complete(null);
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Nobody waits any longer for what there is. */
    void letGo() {
        CompletableFuture<Void> first;
        CompletableFuture<Void> second;
        synchronized (this) {
            first = underWay.done;
            second = gathering.done;
            gathering.done = new CompletableFuture<>();
        }
        first.complete(null);
        second.complete(null);
    }

    /** Nothing comes any more but what has gathered. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
