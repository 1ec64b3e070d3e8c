package dev.statusagent.testing.vault;

/** Whatever is mounted on a path: a secrets engine, an auth method, the system. */
interface Backend {

    VaultResponse handle(ApiCall call);

    /** Whether writing to the path is an update, or else a creation; they are separate capabilities. */
    default boolean exists(String path) {
        return true;
    }

    /** Whether the path is open to those who have no token yet. */
    default boolean isLogin(String path) {
        return false;
    }
}
