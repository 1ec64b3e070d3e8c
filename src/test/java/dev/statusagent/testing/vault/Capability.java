package dev.statusagent.testing.vault;

import java.util.Locale;

/** What a policy can grant on a path, and likewise what a request asks for. */
enum Capability {
    CREATE,
    READ,
    UPDATE,
    PATCH,
    DELETE,
    LIST,
    SUDO,
    DENY;

    static Capability named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
