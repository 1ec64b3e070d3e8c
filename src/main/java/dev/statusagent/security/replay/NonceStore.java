package dev.statusagent.security.replay;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Port to the memory of used nonces. */
public interface NonceStore {
    /** What became of a nonce. */
    enum Use {
        /** Never seen within the time it is remembered; it is now. */
        FIRST,
        /** Seen before: the request is a replay. */
        AGAIN,
        /** Older than the memory, so that nobody knows; the request must not be served. */
        UNKNOWN,
        /** The memory is full, and nothing was remembered; the request must not be served. */
        FULL
    }

    /**
     * Notes the use of the nonce. Never blocks; of several calls with one nonce exactly one is {@link Use#FIRST}.
     *
     * @param created when it was signed; in a second before the one in which the memory began, it is {@link Use#UNKNOWN}
     */
    Uni<Use> use(String nonce, Instant created);
}
