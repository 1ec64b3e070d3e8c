package dev.statusagent.host.notification;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Port to where notifications are kept: the newest {@value #MOST}, older ones are forgotten, read or not. Never blocks. */
public interface NotificationStore {
    /** How many are kept. */
    int MOST = 200;

    /** Keeps a new one. */
    Uni<Void> add(Notification notification);

    /** The newest, newest first; at most so many. */
    Uni<List<Notification>> newest(int limit);

    /** How many of those that are kept nobody has read. */
    Uni<Integer> unread();

    /** Marks these as read, passing over ids that are not known (any more); says how many had been unread. */
    Uni<Integer> markRead(Set<String> ids);

    /** The same for all that are kept. */
    Uni<Integer> markAllRead();
}
