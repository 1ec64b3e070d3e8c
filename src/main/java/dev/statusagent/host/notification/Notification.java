package dev.statusagent.host.notification;

import dev.statusagent.host.alert.Alert;

/**
 * Something that people should know.
 *
 * @param isRead whether anybody has read it; there is one such mark, not one for each person
 */
public record Notification(Alert alert, boolean isRead) {
    /** Unique; the alert's. */
    public String id() {
        return alert.id();
    }

    /** The same, read. */
    public Notification read() {
        return new Notification(alert, true);
    }
}
