package dev.statusagent.host.notification.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.host.alert.Alert;
import dev.statusagent.host.notification.Notification;
import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** In two keys of Redis: a list of alerts, the newest first, and the set of the ids that nobody has read. */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
class RedisNotificationStore implements NotificationStore {
    private static final Script ADD = Script.named("notification-add");
    private static final Script NEWEST = Script.named("notification-newest");
    private static final Script READ_ALL = Script.named("notification-read-all");

    private final SharedState state;
    private final ObjectMapper json;
    private final String unread;
    private final List<String> keys;

    RedisNotificationStore(SharedState state, Keys keys, ObjectMapper json) {
        this.state = state;
        this.json = json;
        this.unread = keys.of("notifications:unread");
        this.keys = List.of(keys.of("notifications"), unread);
    }

    @Override
    public Uni<Void> add(Notification notification) {
        return state.run(
                        ADD,
                        keys,
                        List.of(
                                text(notification.alert()),
                                notification.id(),
                                notification.isRead() ? "read" : "unread",
                                String.valueOf(MOST)))
                .replaceWithVoid();
    }

    /** The script answers an alert and whether it is unread, by turns. */
    @Override
    public Uni<List<Notification>> newest(int limit) {
        return state.run(NEWEST, keys, List.of(String.valueOf(limit)))
                .map(answer -> IntStream.range(0, answer.size() / 2)
                        .mapToObj(i -> new Notification(
                                alert(answer.get(2 * i).toString()),
                                answer.get(2 * i + 1).toInteger() == 0))
                        .toList());
    }

    @Override
    public Uni<Integer> unread() {
        return state.call(Command.SCARD, unread).map(Response::toInteger);
    }

    @Override
    public Uni<Integer> markRead(Set<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        String[] arguments = Stream.concat(Stream.of(unread), ids.stream()).toArray(String[]::new);
        return state.call(Command.SREM, arguments).map(Response::toInteger);
    }

    @Override
    public Uni<Integer> markAllRead() {
        return state.run(READ_ALL, keys, List.of()).map(Response::toInteger);
    }

    private String text(Alert alert) {
        try {
            return json.writeValueAsString(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every alert is JSON", e);
        }
    }

    private Alert alert(String text) {
        try {
            return json.readValue(text, Alert.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notification in Redis is not one of this version", e);
        }
    }
}
