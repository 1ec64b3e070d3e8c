package dev.statusagent.security.session;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Port to where sessions are kept, each under a key from which its id cannot be told. Never blocks. A session is found until
 * {@code STATUS_SESSION_TTL} after it was put, or {@code STATUS_SESSION_IDLE} after it was last found, whichever comes first.
 */
public interface SessionStore {
    /** How many sessions one user has at most; beyond that the one unused longest gives way. */
    int PER_USER = 100;

    /**
     * Keeps the session.
     *
     * @return those of the same user that had to give way, for there is a bound on how many one user has
     */
    Uni<List<Session>> put(String key, Session session);

    /** The session, whose idle life begins anew; empty if there is none or its life has ended. */
    Uni<Optional<Session>> find(String key);

    /** The session, whose idle life goes on as it was; empty as {@link #find} says. */
    Uni<Optional<Session>> look(String key);

    /** Forgets the session; empty if there was none to find. */
    Uni<Optional<Session>> remove(String key);

    /** Forgets the sessions whose life has ended, and gives them. */
    Uni<List<Session>> removeExpired();
}
