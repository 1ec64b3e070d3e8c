package dev.statusagent.container.kubernetes;

import java.util.Locale;
import java.util.Optional;

/** The kinds of workloads that are shown. */
enum Kind {
    DEPLOYMENT,
    STATEFULSET,
    DAEMONSET;

    /** As it stands in a name where two kinds share one, such as {@code web_statefulset}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the API and its access control call it, in the group {@code apps}. */
    String resource() {
        return code() + "s";
    }

    static Optional<Kind> of(String code) {
        for (Kind kind : values()) {
            if (kind.code().equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
