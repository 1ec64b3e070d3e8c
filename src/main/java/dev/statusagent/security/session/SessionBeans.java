package dev.statusagent.security.session;

import dev.statusagent.state.StateChoice;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks where sessions and failed logins are kept. */
@Dependent
class SessionBeans {
    @Produces
    @Singleton
    SessionStore sessions(@Any Instance<SessionStore> adapters, StateChoice choice) {
        return choice.of(adapters);
    }

    @Produces
    @Singleton
    LoginLimiter limiter(@Any Instance<LoginLimiter> adapters, StateChoice choice) {
        return choice.of(adapters);
    }
}
