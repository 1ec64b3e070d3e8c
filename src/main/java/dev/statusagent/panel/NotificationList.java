package dev.statusagent.panel;

import dev.statusagent.host.notification.Notification;
import java.util.List;

/**
 * What people should know.
 *
 * @param unread how many of all that are kept nobody has read
 * @param latest some of them, the newest first
 */
record NotificationList(int unread, List<Notification> latest) {
    /** So many are shown at most. */
    static final int MOST = 10;

    NotificationList {
        latest = List.copyOf(latest);
    }
}
