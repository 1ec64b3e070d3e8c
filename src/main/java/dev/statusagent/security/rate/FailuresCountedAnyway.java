package dev.statusagent.security.rate;

import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;

/** The failures that agents count together; while that count is away, each counts for itself. */
class FailuresCountedAnyway implements FailureLimiter {
    private final FailureLimiter shared;
    private final FailureLimiter own;

    FailuresCountedAnyway(FailureLimiter shared, FailureLimiter own) {
        this.shared = shared;
        this.own = own;
    }

    @Override
    public Uni<Verdict> failed(String address) {
        return shared.failed(address).onFailure(StatusException.class).recoverWithUni(() -> own.failed(address));
    }
}
