package dev.statusagent.state;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks whose health counts. */
@Dependent
class StateBeans {
    @Produces
    @Singleton
    StateHealth health(@Any Instance<StateHealth> adapters, StateChoice choice) {
        return choice.of(adapters);
    }
}
