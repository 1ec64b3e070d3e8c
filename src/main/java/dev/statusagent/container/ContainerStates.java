package dev.statusagent.container;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** What the last sampling found, for probes, metrics and pages, none of which asks the runtime itself. Thread-safe. */
@ApplicationScoped
public class ContainerStates {
    private static final Logger LOG = Logger.getLogger(ContainerStates.class);

    private final boolean expected;
    private final MultiGauge up;
    private volatile Map<String, ContainerState> latest = Map.of();
    private volatile Boolean answers;

    ContainerStates(ContainerConfig config, MeterRegistry metrics) {
        this.expected = config.runtime() == RuntimeChoice.DOCKER || config.runtime() == RuntimeChoice.KUBERNETES;
        this.up = MultiGauge.builder("status.container.up")
                .description("Whether the container is running")
                .register(metrics);
    }

    /** Whether the runtime answered when it was asked last. */
    public boolean isAnswering() {
        return Boolean.TRUE.equals(answers);
    }

    /** The state of each container by its name; empty while the runtime does not answer. */
    public Map<String, ContainerState> latest() {
        return latest;
    }

    void found(Map<String, ContainerState> states) {
        if (!isAnswering()) {
            LOG.info("The container runtime answers");
        }
        answers = true;
        take(states);
    }

    void away() {
        if (isAnswering() || (answers == null && expected)) {
            LOG.warn("The container runtime does not answer; it is asked again at each sampling");
        }
        answers = false;
        take(Map.of());
    }

    private void take(Map<String, ContainerState> states) {
        latest = Map.copyOf(states);
        List<MultiGauge.Row<?>> rows = states.entrySet().stream()
                .<MultiGauge.Row<?>>map(state -> MultiGauge.Row.of(
                        Tags.of("name", state.getKey()), state.getValue() == ContainerState.RUNNING ? 1 : 0))
                .toList();
        up.register(rows, true);
    }
}
