package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Several runtimes, of which the first that answers a sampling is the one from then on: an agent that shows other containers
 * because an engine is being restarted would be worse than one that says so. Until then the first stands for all.
 */
final class FirstToAnswer implements ContainerRuntime {
    private final List<ContainerRuntime> candidates;
    private volatile ContainerRuntime chosen;

    /**
     * @param candidates in the order in which they are asked; at least one
     */
    FirstToAnswer(List<ContainerRuntime> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    private ContainerRuntime runtime() {
        ContainerRuntime known = chosen;
        return known == null ? candidates.get(0) : known;
    }

    @Override
    public String name() {
        return runtime().name();
    }

    @Override
    public Map<String, ContainerState> states() {
        if (chosen != null) {
            return chosen.states();
        }
        for (ContainerRuntime candidate : candidates) {
            try {
                Map<String, ContainerState> states = candidate.states();
                chosen = candidate;
                return states;
            } catch (StatusException e) {
                if (e.type() != ProblemType.RUNTIME_UNAVAILABLE
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        throw RuntimeCalls.away();
    }

    @Override
    public List<Container> list() {
        return runtime().list();
    }

    @Override
    public ContainerDetails inspect(String container) {
        return runtime().inspect(container);
    }

    @Override
    public ContainerStats stats(String container) {
        return runtime().stats(container);
    }

    @Override
    public Map<String, ContainerStats> usage(Collection<String> ids) {
        return runtime().usage(ids);
    }

    @Override
    public LogStream logs(String container, LogQuery query) {
        return runtime().logs(container, query);
    }

    @Override
    public void perform(ContainerAction action, String container) {
        runtime().perform(action, container);
    }
}
