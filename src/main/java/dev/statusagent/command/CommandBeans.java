package dev.statusagent.command;

import dev.statusagent.config.DataDirectory;
import dev.statusagent.state.StateChoice;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The one place that picks where the queue is kept, and what goes with that. */
@Dependent
class CommandBeans {
    @Produces
    @Singleton
    CommandStore commands(@Any Instance<CommandStore> adapters, StateChoice choice) {
        return choice.of(adapters);
    }

    @Produces
    @Singleton
    Replica replica(DataDirectory directory, StateChoice choice) throws IOException {
        return choice.isShared() ? Replica.keptIn(directory.file("replica")) : Replica.ALONE;
    }
}
