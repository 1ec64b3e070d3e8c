package dev.statusagent.command.pull;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.pull.PulledCommands.Kept;
import dev.statusagent.outgoing.Delay;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The commands that run, until their results are kept. Thread-safe. */
final class Underway {
    private static final Duration BEFORE_KEEPING_AGAIN = Duration.ofSeconds(2);

    private final PulledCommands store;
    private final Reports reports;
    private final Delay delay;
    private final PullEvents events;
    /** The newest offer of each, by id. */
    private final Map<String, Offer> offers = new HashMap<>();

    private final Set<String> unkept = new HashSet<>();
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

    Underway(PulledCommands store, Reports reports, Delay delay, PullEvents events) {
        this.store = store;
        this.reports = reports;
        this.delay = delay;
        this.events = events;
    }

    synchronized void begin(Offer offer) {
        if (offers.isEmpty()) {
            idle = new CompletableFuture<>();
        }
        offers.put(offer.id(), offer);
    }

    /** Whether the offered command is under way; its result will go by the newer offer then. */
    synchronized boolean isRenewedBy(Offer offer) {
        Offer newest =
                offers.computeIfPresent(offer.id(), (id, older) -> older.name().equals(offer.name()) ? offer : older);
        return newest != null && newest.name().equals(offer.name());
    }

    /** Whether a command of this id is under way. */
    synchronized boolean contains(String id) {
        return offers.containsKey(id);
    }

    /** Whether there is a result that could not be kept yet. */
    synchronized boolean hasUnkept() {
        return !unkept.isEmpty();
    }

    /** Done when no command is under way any more. */
    synchronized CompletableFuture<Void> idle() {
        return idle;
    }

    /** Keeps the result, however often that takes, and has it reported. */
    void end(String id, CommandResult result) {
        Offer offer = newest(id);
        store.keep(new Kept(offer.name(), result, offer.leaseId()))
                .subscribe()
                .with(kept -> kept(offer, result), failure -> {
                    events.storeFailed(failure);
                    notKept(id);
                    delay.run(BEFORE_KEEPING_AGAIN, () -> end(id, result));
                });
    }

    private synchronized Offer newest(String id) {
        return offers.get(id);
    }

    private synchronized void notKept(String id) {
        unkept.add(id);
    }

    private void kept(Offer offer, CommandResult result) {
        if (!newest(offer.id()).equals(offer)) {
            end(offer.id(), result); // it was offered again meanwhile
            return;
        }
        reports.wake();
        forget(offer.id()).complete(null);
    }

    /** What is done now: the last one's end is everybody's. */
    private synchronized CompletableFuture<Void> forget(String id) {
        unkept.remove(id);
        offers.remove(id);
        return offers.isEmpty() ? idle : new CompletableFuture<>();
    }
}
