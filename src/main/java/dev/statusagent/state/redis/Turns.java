package dev.statusagent.state.redis;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets so many calls be under way at once. Others wait, first come, first served; one that nobody waits for any more is never
 * made, and one too many is refused. A call under way keeps its turn until it has ended, whoever waits for it. Each is made, and answered, in the context of
 * whoever wants it: what belongs to one request must not become another's. Thread-safe, never blocks.
 */
final class Turns {
    private static final int MOST_WAITING = 2000;

    private final Set<Turn<?>> waiting = new LinkedHashSet<>();
    private final AtomicInteger requests = new AtomicInteger();
    private int free;

    Turns(int atOnce) {
        this.free = atOnce;
    }

    /**
     * A call that is to be made.
     *
     * @param context where; null for anywhere
     */
    private record Turn<T>(Supplier<Uni<T>> call, UniEmitter<? super T> answer, Context context) {}

    /** Makes the call in its turn. */
    <T> Uni<T> take(Supplier<Uni<T>> call) {
        return Uni.createFrom().emitter(answer -> {
            Turn<T> turn = new Turn<>(call, answer, Vertx.currentContext());
            if (joins(turn)) {
                answer.onTermination(() -> leave(turn));
                begin();
            } else {
                answer.fail(new ConnectionPoolTooBusyException(MOST_WAITING + " calls are waiting"));
            }
        });
    }

    private boolean joins(Turn<?> turn) {
        synchronized (waiting) {
            return waiting.size() < MOST_WAITING && waiting.add(turn);
        }
    }

    private void leave(Turn<?> turn) {
        synchronized (waiting) {
            waiting.remove(turn);
        }
    }

    /** Begins what may begin; of several threads that come here one does the work of all, so that it never nests. */
    private void begin() {
        if (requests.getAndIncrement() == 0) {
            do {
                for (Turn<?> turn = next(); turn != null; turn = next()) {
                    inItsContext(turn);
                }
            } while (requests.decrementAndGet() != 0);
        }
    }

    private Turn<?> next() {
        synchronized (waiting) {
            Iterator<Turn<?>> first = waiting.iterator();
            if (free == 0 || !first.hasNext()) {
                return null;
            }
            free--;
            Turn<?> turn = first.next();
            first.remove();
            return turn;
        }
    }

    private void inItsContext(Turn<?> turn) {
        if (turn.context() == null || turn.context().equals(Vertx.currentContext())) {
            run(turn);
        } else {
            turn.context().runOnContext(now -> run(turn));
        }
    }

    private <T> void run(Turn<T> turn) {
        Uni.createFrom()
                .deferred(() -> turn.call().get())
                .subscribe()
                .with(
                        item -> {
                            turn.answer().complete(item);
                            end();
                        },
                        failure -> {
                            turn.answer().fail(failure);
                            end();
                        });
    }

    private void end() {
        synchronized (waiting) {
            free++;
        }
        begin();
    }
}
