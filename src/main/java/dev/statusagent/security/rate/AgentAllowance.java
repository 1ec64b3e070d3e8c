package dev.statusagent.security.rate;

import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * The rate that the agent is held to. While the count that agents share is away, each counts for itself what only reads; a
 * change fails.
 */
public class AgentAllowance {
    private final AgentRate shared;
    private final AgentRate own;

    /**
     * An allowance.
     *
     * @param own the same as {@code shared} where nothing is shared
     */
    public AgentAllowance(AgentRate shared, AgentRate own) {
        this.shared = shared;
        this.own = own;
    }

    /** Takes one request; the time to wait if there is none left. Fails as the shared count does, if the request changes something. */
    public Uni<Optional<Duration>> take(boolean reads) {
        return shared.take()
                .onFailure(failure -> reads && failure instanceof StatusException)
                .recoverWithUni(own::take);
    }
}
