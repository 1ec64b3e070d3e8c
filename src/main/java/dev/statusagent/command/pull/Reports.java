package dev.statusagent.command.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.statusagent.command.ResultView;
import dev.statusagent.command.pull.Dashboard.NoTokenException;
import dev.statusagent.command.pull.PulledCommands.Due;
import dev.statusagent.command.pull.PulledCommands.Kept;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.outgoing.Delay;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reports kept results, one at a time, until none is due. One that fails is tried again after the others have had their turn,
 * so that none holds up the rest. Thread-safe.
 */
final class Reports {
    /** The control plane has understood the report and does not want it. */
    private static final Set<Integer> UNWANTED = Set.of(400, 404, 409, 410, 413, 422);

    /** As many reports may wait; while there are more, nothing new is asked for. */
    private static final long MOST_DUE = 1000;

    private final PulledCommands store;
    private final Dashboard dashboard;
    private final BackOff backOff;
    private final Delay delay;
    private final ObjectMapper json;
    private final PullEvents events;
    private volatile long numberDue;
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
    private boolean working;
    private boolean moreCame;
    private boolean stopped;
    private CompletableFuture<Dashboard.Answer> underWay;

    Reports(
            PulledCommands store,
            Dashboard dashboard,
            BackOff backOff,
            Delay delay,
            ObjectMapper json,
            PullEvents events) {
        this.store = store;
        this.dashboard = dashboard;
        this.backOff = backOff;
        this.delay = delay;
        this.json = json;
        this.events = events;
    }

    /** Whether so much is due that no more should come. */
    boolean isOverflowing() {
        return numberDue >= MOST_DUE;
    }

    /** Says that there may be something to report. */
    void wake() {
        store.due().subscribe().with(this::count, this::ignore);
        synchronized (this) {
            moreCame = true;
            if (working || stopped) {
                return;
            }
            working = true;
            idle = new CompletableFuture<>();
        }
        go(0);
    }

    /** Done when nothing is due any more. */
    synchronized CompletableFuture<Void> idle() {
        return idle;
    }

    /** Ends the report under way and begins no other; what is due stays so. */
    void stop() {
        CompletableFuture<Dashboard.Answer> ending;
        synchronized (this) {
            stopped = true;
            ending = underWay;
        }
        if (ending != null) {
            ending.cancel(true);
        }
    }

    private void go(long after) {
        synchronized (this) {
            if (stopped) {
                working = false;
                return;
            }
            moreCame &= after > 0;
        }
        store.nextDue(after).subscribe().with(next -> found(next, after), this::storeFailed);
    }

    private void count(long number) {
        numberDue = number;
        events.reportsDue(number);
    }

    /** Whatever it is, the next operation will find it too. */
    private void ignore(Throwable failure) {}

    private void found(Optional<Due> next, long after) {
        if (next.isPresent()) {
            send(next.get());
        } else if (after > 0 || more()) {
            go(0);
        }
    }

    private boolean more() {
        CompletableFuture<Void> ended;
        synchronized (this) {
            working = moreCame;
            ended = working ? null : idle;
        }
        if (ended != null) {
            ended.complete(null);
        }
        return ended == null;
    }

    private void send(Due due) {
        CompletableFuture<Dashboard.Answer> report = dashboard.report(body(due.kept()));
        synchronized (this) {
            underWay = report;
            if (stopped) {
                report.cancel(true);
            }
        }
        var unused = report.whenComplete((answer, failure) -> {
            if (failure != null) {
                tryLater(due, why(failure));
            } else if (answer.status() >= 200 && answer.status() < 300) {
                events.reportTaken(due.kept().result().commandId());
                finish(due);
            } else if (UNWANTED.contains(answer.status())) {
                events.reportUnwanted(due.kept().result().commandId(), answer.status());
                finish(due);
            } else {
                tryLater(due, "status " + answer.status());
            }
        });
    }

    private static String why(Throwable failure) {
        return failure instanceof NoTokenException ? "there is no agent token" : "no whole answer comes from it";
    }

    private void finish(Due due) {
        backOff.reset();
        store.done(due)
                .chain(done -> store.due())
                .invoke(this::count)
                .subscribe()
                .with(number -> go(due.number()), this::storeFailed);
    }

    private void tryLater(Due due, String why) {
        if (!isStopped()) {
            events.reportFailed(why);
        }
        delay.run(backOff.next(), () -> go(due.number()));
    }

    private void storeFailed(Throwable failure) {
        events.storeFailed(failure);
        delay.run(backOff.next(), () -> go(0));
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private byte[] body(Kept kept) {
        ObjectNode report = json.valueToTree(ResultView.of(kept.result()));
        if (kept.leaseId() != null) {
            report.put("lease_id", kept.leaseId());
        }
        try {
            return json.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values only
        }
    }
}
