package dev.statusagent.container;

import java.util.Optional;

/**
 * Which of several logs that go by one name: a workload of Kubernetes has one for each container of each of its Pods.
 *
 * @param pod empty for the one that was started last among those that are ready, or of all where none is
 * @param container empty for the Pod's main one
 * @param previous whether what the container said before its last restart is wanted
 */
public record LogPart(Optional<String> pod, Optional<String> container, boolean previous) {
    /** The one that is meant where nothing is said. */
    public static final LogPart MAIN = new LogPart(Optional.empty(), Optional.empty(), false);
}
