package dev.statusagent.state.redis;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hears what is published on one channel, over a connection of its own that is made again whenever it is lost. What was
 * published meanwhile is lost. Thread-safe, never blocks.
 */
public final class Channel implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    /** An event is a kind, the channel and a text; by the third version of the protocol a push, by the second one a list. */
    private static final Set<ResponseType> EVENTS = Set.of(ResponseType.PUSH, ResponseType.MULTI);

    private static final int PARTS = 3;
    private static final int TEXT = 2;

    private final Supplier<Redis> client;
    private final String name;
    private final Consumer<String> onMessage;
    private final Runnable onHearing;
    private final Cancellable heartbeat;
    private RedisConnection connection;
    private boolean planned;
    private boolean closed;

    Channel(Supplier<Redis> client, String name, Consumer<String> onMessage, Runnable onHearing) {
        this.client = client;
        this.name = name;
        this.onMessage = onMessage;
        this.onHearing = onHearing;
        this.heartbeat = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> beat(), failure -> {});
    }

    /** Begins to hear, and goes on until it is closed. */
    void open() {
        if (!isClosed()) {
            Uni.createFrom()
                    .deferred(() -> client.get().connect())
                    .chain(this::subscribe)
                    .subscribe()
                    .with(sent -> {}, failure -> openLater());
        }
    }

    private Uni<Response> subscribe(RedisConnection made) {
        made.handler(this::heard);
        made.exceptionHandler(failure -> {}); // what matters is its end
        made.endHandler(() -> lost(made));
        synchronized (this) {
            connection = made;
        }
        return made.send(Request.cmd(Command.SUBSCRIBE).arg(name))
                .ifNoItem()
                .after(SharedState.TIME_LIMIT)
                .fail()
                .onFailure()
                .call(() -> leave(made));
    }

    private void heard(Response push) {
        boolean isEvent = push != null && EVENTS.contains(push.type()) && push.size() == PARTS;
        String kind = isEvent ? push.get(0).toString() : "";
        if (kind.equals("subscribe")) {
            onHearing.run();
        } else if (kind.equals("message")) {
            onMessage.accept(push.get(TEXT).toString());
        }
    }

    private void lost(RedisConnection ended) {
        if (leaves(ended)) {
            openLater();
        }
    }

    private Uni<Void> leave(RedisConnection unwanted) {
        return leaves(unwanted)
                ? unwanted.close().onFailure().recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    private synchronized boolean leaves(RedisConnection old) {
        boolean present = old.equals(connection);
        connection = present ? null : connection;
        return present;
    }

    private void openLater() {
        synchronized (this) {
            if (planned) {
                return;
            }
            planned = true;
        }
        Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).subscribe().with(now -> {
            synchronized (this) {
                planned = false;
            }
            open();
        });
    }

    /** Makes the connection speak, so that it shows where the way to Redis has broken silently. */
    private void beat() {
        RedisConnection present;
        synchronized (this) {
            present = connection;
        }
        if (present != null) {
            present.send(Request.cmd(Command.PING)).subscribe().with(pong -> {}, failure -> {});
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        RedisConnection last;
        synchronized (this) {
            closed = true;
            last = connection;
        }
        heartbeat.cancel();
        if (last != null) {
            leave(last).subscribe().with(left -> {}, failure -> {});
        }
    }
}
