package dev.statusagent.token;

import java.time.Duration;

/** Port to wherever the agent token is kept. Called by one thread at a time. */
public interface TokenSource {
    TokenOrigin origin();

    /**
     * Asks the source for the token of this moment. Blocks, for a bounded time.
     *
     * @throws RefreshException with the reason, if the source has no usable token to give
     */
    AgentToken fetch() throws RefreshException;

    /**
     * Replaces the token at the source. Blocks, for a bounded time.
     *
     * @param next the new token; its version is of no meaning
     * @param heldVersion the version that must still be the source's newest; null if none is known
     * @return the token as the source now has it
     * @throws RotateException if the source does not have the new token
     */
    default AgentToken replace(AgentToken next, Integer heldVersion) throws RotateException {
        throw new RotateException(RotateException.Reason.NOT_SUPPORTED, "this source is written by others only");
    }

    /** Whether a file that this source depends on has changed, so that asking again is worth it; each change is told once. */
    default boolean hasChanged() {
        return false;
    }

    /** The longest time after a success in which the source wants to be asked again, to keep its own credential alive. */
    default Duration patience() {
        return Duration.ofDays(1);
    }

    /** What a failure is called that the source itself did not foresee. */
    default RefreshError fallbackError() {
        return origin() == TokenOrigin.VAULT ? RefreshError.VAULT_UNREACHABLE : RefreshError.FILE_UNREADABLE;
    }

    /** What the source's credential may do beyond its need; null where that question makes no sense. */
    default VaultPrivileges privileges() {
        return null;
    }
}
