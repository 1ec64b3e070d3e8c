package dev.statusagent.host.webhook;

import dev.statusagent.host.webhook.Endpoint.Reply;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.outgoing.Delay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Brings messages to an endpoint, one at a time and in their order, each until it is taken, refused, or tried often enough.
 * Of those that wait, a bounded number is kept: the oldest give way. A message may arrive twice, where an answer is lost.
 * Thread-safe; never blocks.
 */
final class Webhook {
    /** With the pauses between them some 20 minutes. */
    static final int MOST_TRIES = 30;

    private final Endpoint endpoint;
    private final int mostWaiting;
    private final BackOff backOff;
    private final Delay delay;
    private final WebhookEvents events;
    private final Deque<Message> waiting = new ArrayDeque<>();
    /** Whether a message is under way, or a pause. */
    private boolean busy;

    private boolean stopped;
    private CompletableFuture<Reply> underWay;

    /**
     * A message that was tried so often.
     *
     * @param json never changed, here or by whoever made it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Message(byte[] json, int tries) {
        Message triedOnceMore() {
            return new Message(json, tries + 1);
        }
    }

    Webhook(Endpoint endpoint, int mostWaiting, BackOff backOff, Delay delay, WebhookEvents events) {
        this.endpoint = endpoint;
        this.mostWaiting = mostWaiting;
        this.backOff = backOff;
        this.delay = delay;
        this.events = events;
    }

    /** Takes the message; it goes out as soon as those before it are done with. */
    void send(byte[] json) {
        synchronized (this) {
            if (waiting.size() == mostWaiting) {
                waiting.removeFirst();
                events.dropped();
            }
            waiting.addLast(new Message(json, 0));
            if (busy || stopped) {
                return;
            }
            busy = true;
        }
        next();
    }

    /** Ends what is under way and begins nothing more. */
    void stop() {
        CompletableFuture<Reply> ending;
        synchronized (this) {
            stopped = true;
            ending = underWay;
        }
        if (ending != null) {
            ending.cancel(true);
        }
    }

    private void next() {
        Message message;
        CompletableFuture<Reply> reply;
        synchronized (this) {
            message = stopped ? null : waiting.pollFirst();
            busy = message != null;
            if (message == null) {
                return;
            }
            reply = endpoint.post(message.json());
            underWay = reply;
        }
        var unused = reply.whenComplete((answer, failure) -> answered(message.triedOnceMore(), answer, failure));
    }

    private void answered(Message message, Reply reply, Throwable failure) {
        if (failure != null) {
            again(message, WebhookEvents.words(failure), Duration.ZERO);
        } else if (reply.isTaken()) {
            events.delivered();
            backOff.reset();
            next();
        } else if (reply.isWorthAnotherTry()) {
            again(message, "status " + reply.status(), reply.retryAfter().orElse(Duration.ZERO));
        } else {
            events.refused(reply.status());
            backOff.reset();
            next();
        }
    }

    private void again(Message message, String why, Duration atLeast) {
        if (isStopped()) {
            return;
        }
        events.failed(why);
        if (message.tries() == MOST_TRIES) {
            events.givenUp();
        } else {
            putBack(message);
        }
        Duration pause = backOff.next();
        delay.run(pause.compareTo(atLeast) < 0 ? atLeast : pause, this::next);
    }

    private synchronized void putBack(Message message) {
        if (waiting.size() < mostWaiting) {
            waiting.addFirst(message);
        } else {
            events.dropped();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
