package dev.statusagent.command;

import dev.statusagent.config.Ticker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The clients that wait for a command. One of them costs an entry in two maps, and no thread and no timer.
 * Thread-safe, never blocks.
 */
@ApplicationScoped
public class CommandWaits {
    private final Dispatcher dispatcher;
    private final Ticker ticker;
    private final NavigableMap<End, WaitingClient> clients = new TreeMap<>();

    CommandWaits(Dispatcher dispatcher, Ticker ticker) {
        this.dispatcher = dispatcher;
        this.ticker = ticker;
    }

    /** When a client's time is over; by a ticker that may overflow. */
    private record End(long nanos, long place) implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            long difference = nanos - other.nanos;
            return difference == 0 ? Long.compare(place, other.place) : Long.signum(difference);
        }
    }

    /**
     * The next command, as soon as there is one and all who waited before have theirs; empty once the time is over, or when
     * the agent stops. Cancelled, the client leaves.
     *
     * @param holder who will run the command, as operators read it
     * @param eventLoop where the client's connection is served; the answer comes there
     */
    Uni<Optional<CommandLease>> next(String holder, Duration timeout, Executor eventLoop) {
        return Uni.createFrom().emitter(answer -> {
            WaitingClient client = new WaitingClient(holder, eventLoop, dispatcher, answer);
            Optional<Long> place = dispatcher.enter(client);
            if (place.isEmpty()) {
                client.timeIsOver(true);
                return;
            }
            keep(client, new End(ticker.nanos() + timeout.toNanos(), place.get()));
            answer.onTermination(() -> {
                client.left();
                dispatcher.leave(place.get());
            });
        });
    }

    private void keep(WaitingClient client, End end) {
        synchronized (clients) {
            clients.put(end, client);
        }
        client.whenAnswered(() -> {
            synchronized (clients) {
                clients.remove(end);
            }
        });
    }

    /** Answers those whose time is over; one who is being given something just now is looked at again next time. */
    void tick() {
        until(ticker.nanos()).forEach((end, client) -> client.timeIsOver(dispatcher.leave(end.place())));
    }

    /** Answers everybody; nobody who comes later waits. */
    void stop() {
        dispatcher.stop();
        Map<End, WaitingClient> all;
        synchronized (clients) {
            all = new TreeMap<>(clients);
        }
        all.values().forEach(client -> client.timeIsOver(true));
    }

    private Map<End, WaitingClient> until(long nanos) {
        synchronized (clients) {
            return new TreeMap<>(clients.headMap(new End(nanos, Long.MAX_VALUE), true));
        }
    }

    /** How many clients are waiting. */
    int size() {
        synchronized (clients) {
            return clients.size();
        }
    }
}
