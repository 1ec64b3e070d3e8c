package dev.statusagent.health;

import dev.statusagent.command.CommandStore;
import dev.statusagent.state.StateHealth;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stores of the agent's state work, by what the last operation said; a full disk is no such failure. */
@Readiness
@ApplicationScoped
public class StateStoreCheck implements HealthCheck {
    private final CommandStore store;
    private final StateHealth state;

    StateStoreCheck(CommandStore store, StateHealth state) {
        this.state = state;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("state-store")
                .status(store.isWorking() && state.isWorking())
                .build();
    }
}
