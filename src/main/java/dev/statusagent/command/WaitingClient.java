package dev.statusagent.command;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A client that polls. It gets one answer: a command, or none when its time is over. Thread-safe. */
final class WaitingClient implements Waiter {
    private final String holder;
    private final Executor eventLoop;
    private final Dispatcher dispatcher;
    private final UniEmitter<? super Optional<CommandLease>> answer;
    private boolean over;
    private boolean answered;
    private Runnable forget = () -> {};

    /**
     * @param eventLoop where the client's connection is served: what happens there happens one after the other, so that a
     *     client either goes away before it is answered or after that
     */
    WaitingClient(
            String holder,
            Executor eventLoop,
            Dispatcher dispatcher,
            UniEmitter<? super Optional<CommandLease>> answer) {
        this.holder = holder;
        this.eventLoop = eventLoop;
        this.dispatcher = dispatcher;
        this.answer = answer;
    }

    /** Runs the action once there is nothing more to answer, which may be now. */
    void whenAnswered(Runnable action) {
        synchronized (this) {
            if (!answered) {
                forget = action;
                return;
            }
        }
        action.run();
    }

    @Override
    public String holder() {
        return holder;
    }

    @Override
    public synchronized boolean accepts() {
        return !over;
    }

    @Override
    public void take(CommandLease lease) {
        eventLoop.execute(() -> {
            if (isFirstAnswer()) {
                answer.complete(Optional.of(lease));
            } else {
                dispatcher.giveBack(lease);
            }
        });
    }

    @Override
    public boolean nothing() {
        synchronized (this) {
            if (!over) {
                return true;
            }
        }
        answerNothing();
        return false;
    }

    /** Its time is over: answered now, unless a command may be on its way to it. */
    void timeIsOver(boolean isWaiting) {
        synchronized (this) {
            over = true;
        }
        if (isWaiting) {
            answerNothing();
        }
    }

    private void answerNothing() {
        eventLoop.execute(() -> {
            if (isFirstAnswer()) {
                answer.complete(Optional.empty());
            }
        });
    }

    /** The client went away before it was answered. */
    void left() {
        synchronized (this) {
            over = true;
        }
        isFirstAnswer();
    }

    private boolean isFirstAnswer() {
        synchronized (this) {
            if (answered) {
                return false;
            }
            answered = true;
        }
        forget.run();
        return true;
    }
}
