package dev.statusagent.host.notification;

import dev.statusagent.state.StateChoice;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks where notifications are kept. */
@Dependent
class NotificationBeans {
    @Produces
    @Singleton
    NotificationStore notifications(@Any Instance<NotificationStore> adapters, StateChoice choice) {
        return choice.of(adapters);
    }
}
