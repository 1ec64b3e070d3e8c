package dev.statusagent.host.notification.embedded;

import dev.statusagent.host.notification.Notification;
import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** In the memory of this process, so a restart forgets them. Thread-safe. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
class EmbeddedNotificationStore implements NotificationStore {
    /** The newest first. */
    private Deque<Notification> kept = new ArrayDeque<>();

    @Override
    public synchronized Uni<Void> add(Notification notification) {
        kept.addFirst(notification);
        if (kept.size() > MOST) {
            kept.removeLast();
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public synchronized Uni<List<Notification>> newest(int limit) {
        return Uni.createFrom().item(kept.stream().limit(limit).toList());
    }

    @Override
    public synchronized Uni<Integer> unread() {
        return Uni.createFrom().item((int)
                kept.stream().filter(notification -> !notification.isRead()).count());
    }

    @Override
    public Uni<Integer> markRead(Set<String> ids) {
        return mark(notification -> ids.contains(notification.id()));
    }

    @Override
    public Uni<Integer> markAllRead() {
        return mark(notification -> true);
    }

    private synchronized Uni<Integer> mark(Predicate<Notification> which) {
        Deque<Notification> marked = new ArrayDeque<>();
        int changed = 0;
        for (Notification notification : kept) {
            boolean isNews = !notification.isRead() && which.test(notification);
            marked.addLast(isNews ? notification.read() : notification);
            changed += isNews ? 1 : 0;
        }
        kept = marked;
        return Uni.createFrom().item(changed);
    }
}
