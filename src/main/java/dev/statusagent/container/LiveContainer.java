package dev.statusagent.container;

import java.util.List;

/**
 * A container and what it has used lately.
 *
 * @param usage the oldest first; empty while it does not run, and where nothing is known yet
 */
public record LiveContainer(Container container, List<ContainerStats> usage) {
    /** Samples are kept up to this number. */
    public static final int MOST_SAMPLES = 60;

    public LiveContainer {
        usage = List.copyOf(usage);
    }
}
