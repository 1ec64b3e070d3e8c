package dev.statusagent.container;

import dev.statusagent.problem.StatusException;
import java.util.List;
import java.util.Map;

/** Stands where the operator wants no containers watched. */
final class NoRuntime implements ContainerRuntime {
    static final String NAME = "none";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Container> list() {
        throw none();
    }

    @Override
    public Map<String, ContainerState> states() {
        throw none();
    }

    @Override
    public ContainerDetails inspect(String container) {
        throw none();
    }

    @Override
    public ContainerStats stats(String container) {
        throw none();
    }

    @Override
    public LogStream logs(String container, LogQuery query) {
        throw none();
    }

    @Override
    public void perform(ContainerAction action, String container) {
        throw none();
    }

    private static StatusException none() {
        return RuntimeCalls.away();
    }
}
