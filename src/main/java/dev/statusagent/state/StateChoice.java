package dev.statusagent.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Picks each port's adapter by {@code STATUS_STATE}; the other one is never made. */
@ApplicationScoped
public class StateChoice {
    private final StateKind kind;

    StateChoice(StateConfig config) {
        this.kind = config.state();
    }

    /** The adapter to use, of all that there are; each carries {@link KeptIn}. */
    public <T> T of(Instance<T> adapters) {
        return adapters.select(new KeptIn.Literal(kind)).get();
    }

    public boolean isShared() {
        return kind == StateKind.REDIS;
    }
}
