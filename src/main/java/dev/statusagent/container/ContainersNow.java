package dev.statusagent.container;

import java.util.List;

/**
 * The containers as they were a moment ago.
 *
 * @param answering whether the runtime has answered; if not, none are known
 * @param containers those that do not run too, by name
 */
public record ContainersNow(boolean answering, List<LiveContainer> containers) {
    static final ContainersNow AWAY = new ContainersNow(false, List.of());

    public ContainersNow {
        containers = List.copyOf(containers);
    }
}
