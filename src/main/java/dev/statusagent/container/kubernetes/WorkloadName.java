package dev.statusagent.container.kubernetes;

import java.util.Optional;

/**
 * How a caller names a workload: by its name, or by that and its kind with an underscore between, which no name in Kubernetes
 * has in it.
 */
record WorkloadName(String name, Optional<Kind> kind) {
    private static final char BETWEEN = '_';

    static WorkloadName of(String text) {
        int between = text.lastIndexOf(BETWEEN);
        Optional<Kind> kind = Kind.of(text.substring(between + 1));
        return kind.isPresent() && between > 0
                ? new WorkloadName(text.substring(0, between), kind)
                : new WorkloadName(text, Optional.empty());
    }

    /** The name with the kind. */
    static String full(Workload workload) {
        return workload.name() + BETWEEN + workload.kind().code();
    }

    boolean fits(Workload workload) {
        return workload.name().equals(name) && kind.map(workload.kind()::equals).orElse(true);
    }
}
