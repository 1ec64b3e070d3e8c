package dev.statusagent.panel;

import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainersNow;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The table of the containers.
 *
 * @param problem why there is none, in words; null if there is one
 * @param rows by name
 */
record ContainerTable(String problem, List<ContainerRow> rows) {
    private static final String NONE = "none";

    ContainerTable {
        rows = List.copyOf(rows);
    }

    /**
     * The table of what was found.
     *
     * @param runtime the name of the runtime that was asked
     * @param offered what the reader may do to containers here
     */
    static ContainerTable of(ContainersNow found, String runtime, Set<ContainerAction> offered, Instant now) {
        return new ContainerTable(
                problem(found, runtime),
                found.containers().stream()
                        .map(live -> new ContainerRow(live, offered, now))
                        .toList());
    }

    private static String problem(ContainersNow found, String runtime) {
        if (runtime.equals(NONE)) {
            return "No container runtime is watched. STATUS_RUNTIME says which one is.";
        }
        if (!found.answering()) {
            return "The container runtime (" + runtime + ") does not answer. It is asked again every few seconds.";
        }
        return found.containers().isEmpty() ? "There are no containers." : null;
    }

    /** How many of them run. */
    public long running() {
        return rows.stream().filter(row -> !row.isStopped()).count();
    }
}
