package dev.statusagent.security.rate;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Port to the token bucket of the authenticated agent. Never blocks. */
public interface AgentRate {
    /** Takes one request from the allowance; the time to wait if there is none left. */
    Uni<Optional<Duration>> take();
}
