package dev.statusagent.testing.vault;

import java.util.Map;

/** An engine that holds key-value pairs, with the operator's way into it. */
interface SecretEngine extends Backend {

    /** Returns the version this made, or 0 where there are no versions. */
    int put(String path, Map<String, ?> data);

    /** Returns what can be read now; empty if that is nothing. */
    Map<String, Object> get(String path);

    /** Deletes the latest version, in a way that keeps its metadata where there is any. */
    void delete(String path);

    /** Destroys the data of the latest version for good. */
    default void destroy(String path) {
        throw new UnsupportedOperationException("there are no versions");
    }

    /** Removes every trace. */
    void purge(String path);
}
