package dev.statusagent.state.embedded;

import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateHealth;
import dev.statusagent.state.StateKind;
import jakarta.enterprise.context.ApplicationScoped;

/** The memory of this process, which works as long as it runs. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
class EmbeddedHealth implements StateHealth {
    @Override
    public boolean isWorking() {
        return true;
    }
}
