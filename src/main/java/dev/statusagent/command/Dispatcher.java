package dev.statusagent.command;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings commands and waiters together: first come, first served among the waiters that accept. The store is asked only as
 * often as it is believed to have commands, so that a thousand waiters cost it nothing. Thread-safe, never blocks.
 */
@ApplicationScoped
public class Dispatcher {
    private final CommandStore store;
    private final NavigableMap<Long, Waiter> waiting = new TreeMap<>();
    private long arrivals;
    private long believed;
    private long heardOf;
    private boolean stopped;

    Dispatcher(CommandStore store) {
        this.store = store;
        store.onOffered(this::offered);
    }

    private record Next(long place, Waiter waiter) {}

    /**
     * Lets the waiter wait behind those that do already.
     *
     * @return its place, to leave by; empty if nobody is given anything any more
     */
    Optional<Long> enter(Waiter waiter) {
        long place;
        synchronized (this) {
            if (stopped) {
                return Optional.empty();
            }
            place = arrivals++;
            waiting.put(place, waiter);
        }
        dispatch();
        return Optional.of(place);
    }

    /** Takes the waiter out; false if it is being given a command just now, or has left. */
    synchronized boolean leave(long place) {
        return waiting.remove(place) != null;
    }

    /** Looks again who accepts: for a waiter that does so again. */
    void dispatch() {
        for (Optional<Next> next = next(); next.isPresent(); next = next()) {
            lease(next.get());
        }
    }

    private void offered(int commands) {
        synchronized (this) {
            believed += commands;
            heardOf += commands;
        }
        dispatch();
    }

    /** Corrects the belief by what the store counts, and gives that number. */
    Uni<Long> count() {
        return Uni.createFrom().deferred(() -> {
            long before = heardOf();
            return store.depth().invoke(depth -> counted(depth, before));
        });
    }

    private void counted(long depth, long before) {
        synchronized (this) {
            believed = Math.max(depth, heardOf - before);
        }
        dispatch();
    }

    private synchronized long heardOf() {
        return heardOf;
    }

    /** Gives out nothing from now on. */
    synchronized void stop() {
        stopped = true;
        waiting.clear();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized Optional<Next> next() {
        if (stopped || believed <= 0) {
            return Optional.empty();
        }
        for (Map.Entry<Long, Waiter> entry : waiting.entrySet()) {
            if (entry.getValue().accepts()) {
                Next next = new Next(entry.getKey(), entry.getValue());
                waiting.remove(next.place());
                believed--;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private void lease(Next next) {
        long before = heardOf();
        store.lease(next.waiter().holder())
                .subscribe()
                .with(lease -> given(next, lease, before), failure -> failed(next));
    }

    /** Nobody asks a store that fails until it counts again. */
    private void failed(Next next) {
        synchronized (this) {
            believed = 0;
        }
        waitsOn(next);
    }

    private void given(Next next, Optional<CommandLease> lease, long before) {
        if (lease.isEmpty()) {
            believeNoMoreThanHeardSince(before);
            waitsOn(next);
            dispatch(); // one may have come while this waiter was not in its place
        } else if (isStopped()) {
            next.waiter().nothing();
            giveBack(lease.get());
        } else {
            next.waiter().take(lease.get());
        }
    }

    /** Others took what was offered earlier. */
    private synchronized void believeNoMoreThanHeardSince(long before) {
        believed = Math.min(believed, heardOf - before);
    }

    private void waitsOn(Next next) {
        boolean stays = next.waiter().nothing();
        synchronized (this) {
            if (stays && !stopped) {
                waiting.put(next.place(), next.waiter());
            }
        }
    }

    /** Takes back what did not reach its waiter. */
    void giveBack(CommandLease lease) {
        store.giveBack(lease).subscribe().with(done -> {}, failure -> {}); // failing that, the lease ends by itself
    }
}
