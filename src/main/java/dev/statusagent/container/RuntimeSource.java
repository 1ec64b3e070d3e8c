package dev.statusagent.container;

import dev.statusagent.config.Redaction;
import java.util.function.Supplier;

/** How an adapter gets to be the runtime of this agent: it offers itself under its name, and is made only if it is chosen. */
public interface RuntimeSource {
    /** The name that {@code STATUS_RUNTIME} chooses it by, in lower case. */
    String name();

    /** Whether {@code auto} may choose it: it is there, or may appear. Costs no call to the runtime. */
    boolean isHere();

    /**
     * Makes it. Costs no call to the runtime.
     *
     * @param agentSecrets hides the secrets that the agent has at the moment of asking
     */
    ContainerRuntime open(Supplier<Redaction> agentSecrets);
}
