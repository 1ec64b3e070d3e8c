package dev.statusagent.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Picks each port's adapter by {@code STATUS_STATE}; one that is not asked for is never made. */
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

    /** The adapter that keeps state in this process, for what goes on while the shared state is away. */
    public <T> T embedded(Instance<T> adapters) {
        return adapters.select(new KeptIn.Literal(StateKind.EMBEDDED)).get();
    }

    /** Whether agents share their state. */
    public boolean isShared() {
        return kind == StateKind.REDIS;
    }
}
