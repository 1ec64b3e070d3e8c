package dev.statusagent.command.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.command.pull.Dashboard.Answer;
import dev.statusagent.command.pull.Dashboard.NoTokenException;
import dev.statusagent.config.Ticker;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.outgoing.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Asks the control plane for commands, one question at a time, for as long as there is a place to run one at. At most one
 * question a second brings nothing to run. Thread-safe.
 */
final class PullLoop {
    /** The shortest time between two questions of which the first brought nothing to run. */
    static final Duration PACE = Duration.ofSeconds(1);

    private final Dashboard dashboard;
    private final Intake intake;
    private final Places places;
    private final Underway underway;
    private final Reports reports;
    private final BackOff backOff;
    private final Delay delay;
    private final Ticker ticker;
    private final ObjectMapper json;
    private final String deploymentHash;
    private final BooleanSupplier auditable;
    private final PullEvents events;
    private CompletableFuture<Answer> question;
    private boolean stopped;

    PullLoop(
            Dashboard dashboard,
            Intake intake,
            Places places,
            Underway underway,
            Reports reports,
            BackOff backOff,
            Delay delay,
            Ticker ticker,
            ObjectMapper json,
            String deploymentHash,
            BooleanSupplier auditable,
            PullEvents events) {
        this.dashboard = dashboard;
        this.intake = intake;
        this.places = places;
        this.underway = underway;
        this.reports = reports;
        this.backOff = backOff;
        this.delay = delay;
        this.ticker = ticker;
        this.json = json;
        this.deploymentHash = deploymentHash;
        this.auditable = auditable;
        this.events = events;
    }

    /** Begins; called once. */
    void start() {
        next(Duration.ZERO);
    }

    /** Ends the question under way and asks no other. */
    void stop() {
        CompletableFuture<Answer> ending;
        synchronized (this) {
            stopped = true;
            ending = question;
        }
        if (ending != null) {
            ending.cancel(true);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void next(Duration after) {
        if (!isStopped()) {
            delay.run(after, () -> places.whenFree(this::ask));
        }
    }

    private void ask() {
        if (underway.hasUnkept() || reports.isOverflowing() || !auditable.getAsBoolean()) {
            next(PACE);
            return;
        }
        long began = ticker.nanos();
        CompletableFuture<Answer> asked;
        synchronized (this) {
            if (stopped) {
                return;
            }
            asked = dashboard.poll();
            question = asked;
        }
        var unused = asked.whenComplete((answer, failure) -> {
            if (!isStopped()) {
                answered(answer, failure, began);
            }
        });
    }

    private void answered(Answer answer, Throwable failure, long began) {
        if (failure instanceof NoTokenException) {
            next(PACE);
        } else if (failure != null) {
            failed(PollOutcome.UNREACHABLE);
        } else if (answer.status() == 200) {
            offered(Offer.read(answer.body(), json, deploymentHash), began);
        } else if (answer.status() == 204) {
            good(PollOutcome.EMPTY);
            next(remaining(began));
        } else {
            failed(PollOutcome.of(answer.status()));
        }
    }

    private void offered(Optional<Offer> offer, long began) {
        if (offer.isEmpty()) {
            failed(PollOutcome.INVALID);
            return;
        }
        good(PollOutcome.COMMAND);
        var unused = intake.take(offer.get()).whenComplete((runs, storeFailure) -> {
            if (storeFailure != null) {
                events.storeFailed(storeFailure);
                next(backOff.next());
            } else {
                next(runs ? Duration.ZERO : remaining(began));
            }
        });
    }

    private void good(PollOutcome outcome) {
        events.polled(outcome);
        backOff.reset();
    }

    private void failed(PollOutcome outcome) {
        events.polled(outcome);
        next(backOff.next());
    }

    private Duration remaining(long began) {
        Duration left = PACE.minusNanos(ticker.nanos() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
