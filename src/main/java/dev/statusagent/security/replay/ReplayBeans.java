package dev.statusagent.security.replay;

import dev.statusagent.state.StateChoice;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks where nonces are kept. */
@Dependent
class ReplayBeans {
    /** Made at the start: a memory that begins with the process knows nothing of what was signed before. */
    @Produces
    @Singleton
    @Startup
    NonceStore nonces(@Any Instance<NonceStore> adapters, StateChoice choice) {
        return choice.of(adapters);
    }
}
