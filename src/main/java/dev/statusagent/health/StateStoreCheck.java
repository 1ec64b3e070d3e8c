package dev.statusagent.health;

import dev.statusagent.command.CommandStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store of the agent's state works, by what its last operation said; a full disk is no such failure. */
@Readiness
@ApplicationScoped
public class StateStoreCheck implements HealthCheck {
    private final CommandStore store;

    StateStoreCheck(CommandStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("state-store")
                .status(store.isWorking())
                .build();
    }
}
