package dev.statusagent.security.replay;

import io.smallrye.mutiny.Uni;

/** Port to the memory of used nonces. */
public interface NonceStore {
    /** What became of a nonce. */
    enum Use {
        /** Never seen within the time it is remembered; it is now. */
        FIRST,
        /** Seen before: the request is a replay. */
        AGAIN,
        /** The memory is full, and nothing was remembered; the request must not be served. */
        FULL
    }

    /** Notes the use of the nonce. Never blocks; of several calls with one nonce exactly one is {@link Use#FIRST}. */
    Uni<Use> use(String nonce);
}
