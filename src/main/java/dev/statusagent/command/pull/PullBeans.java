package dev.statusagent.command.pull;

import dev.statusagent.state.StateChoice;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks where the results of pulled commands are kept. */
@Dependent
class PullBeans {
    @Produces
    @Singleton
    PulledCommands results(@Any Instance<PulledCommands> adapters, StateChoice choice) {
        return choice.of(adapters);
    }
}
