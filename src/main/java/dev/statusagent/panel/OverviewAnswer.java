package dev.statusagent.panel;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.statusagent.container.ContainersNow;
import dev.statusagent.host.HostSample;
import java.util.List;

/**
 * The overview for programs.
 *
 * @param runtime the container runtime that answers; {@code none} where none does
 * @param containers all of them, those that do not run too, by name
 * @param host the latest sample; null while there is none
 */
record OverviewAnswer(@JsonUnwrapped SecurityStrip security, String runtime, List<Member> containers, HostSample host) {
    OverviewAnswer {
        containers = List.copyOf(containers);
    }

    /**
     * One of the containers; the rest of what is known is under {@code /api/v1/containers}.
     *
     * @param health null where it has no health check
     */
    record Member(String name, String state, String health) {}

    static OverviewAnswer of(SecurityStrip security, ContainersNow now, String runtime, HostSample host) {
        return new OverviewAnswer(
                security,
                now.answering() ? runtime : "none",
                now.containers().stream()
                        .map(live -> live.container())
                        .map(container -> new Member(
                                container.name(),
                                container.state().code(),
                                container.health() == null
                                        ? null
                                        : container.health().status()))
                        .toList(),
                host);
    }
}
