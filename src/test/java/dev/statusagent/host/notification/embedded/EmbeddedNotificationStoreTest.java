package dev.statusagent.host.notification.embedded;

import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.host.notification.NotificationStoreContract;

class EmbeddedNotificationStoreTest extends NotificationStoreContract {
    @Override
    protected NotificationStore store() {
        return new EmbeddedNotificationStore();
    }
}
