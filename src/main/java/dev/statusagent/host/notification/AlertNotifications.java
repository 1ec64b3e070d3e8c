package dev.statusagent.host.notification;

import dev.statusagent.host.alert.Alert;
import dev.statusagent.host.alert.AlertListener;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes a notification of each alert. */
@ApplicationScoped
class AlertNotifications implements AlertListener {
    private static final Logger LOG = Logger.getLogger(AlertNotifications.class);

    private final NotificationStore store;

    AlertNotifications(NotificationStore store) {
        this.store = store;
    }

    @Override
    public void changed(Alert alert) {
        store.add(new Notification(alert, false))
                .subscribe()
                .with(kept -> {}, failure -> LOG.warn("A notification could not be kept", failure));
    }
}
