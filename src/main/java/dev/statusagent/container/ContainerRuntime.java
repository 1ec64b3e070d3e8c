package dev.statusagent.container;

import dev.statusagent.config.Redaction;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs the containers here. Every method blocks, and ends early when its thread is interrupted; {@link Containers} calls
 * them on threads of their own, for a limited time. Thread-safe. What is returned has passed a {@link Redaction}: no text in it
 * holds the value of a secret of the agent or of a secret variable of the container.
 *
 * <p>Every method throws {@link dev.statusagent.problem.StatusException}: {@code RUNTIME_UNAVAILABLE} where the runtime does
 * not answer, and {@code NOT_FOUND} where there is no container of that name. A name is that of a container, or its id in
 * full; nothing else matches.
 */
public interface ContainerRuntime {
    /** What callers know it by, such as {@code docker}. Does not block. */
    String name();

    /** What can be done to containers here at all, each in a state for it. Does not block. */
    default Set<ContainerAction> actions() {
        return EnumSet.allOf(ContainerAction.class);
    }

    /** All containers, those that do not run too, by name. */
    List<Container> list();

    /** The state of each container by its name; costs a few calls, however many containers there are. */
    Map<String, ContainerState> states();

    ContainerDetails inspect(String container);

    /**
     * What the container uses at this moment.
     *
     * @throws dev.statusagent.problem.StatusException {@code CONTAINER_STATE} too, if it does not run or is not measured
     */
    ContainerStats stats(String container);

    /**
     * What those of the containers use that run, by id, as far as that can be told without waiting; what is not told now may be
     * the next time. A runtime that does not measure tells nothing.
     *
     * @param ids in full
     */
    default Map<String, ContainerStats> usage(Collection<String> ids) {
        return Map.of();
    }

    /**
     * Opens the log; whoever opened it closes it.
     *
     * @throws dev.statusagent.problem.StatusException {@code CONTAINER_STATE} too, if there is no log yet, and
     *     {@code BAD_REQUEST} if the query asks for a part and containers have but one log here
     */
    LogStream logs(String container, LogQuery query);

    /**
     * Does it, and waits for the end; a rollout is only begun.
     *
     * @throws dev.statusagent.problem.StatusException {@code CONTAINER_STATE} too, if the container is not in a state for it,
     *     or such a thing is not done here
     */
    void perform(ContainerAction action, String container);
}
