package dev.statusagent.container;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the containers fare together.
 *
 * @param status {@code ok}; {@code degraded} where one is unhealthy, restarting or dead
 */
@Schema(
        examples = "{\"status\":\"ok\",\"containers\":[{\"name\":\"web\",\"state\":\"running\",\"health\":{\"status\":"
                + "\"healthy\",\"failing_streak\":0,\"last_probe_exit_code\":0,\"last_probe_output\":\"ok\"},"
                + "\"restart_count\":0}]}")
public record ContainersHealth(String status, List<Member> containers) {
    private static final Set<ContainerState> BAD = EnumSet.of(ContainerState.RESTARTING, ContainerState.DEAD);

    public ContainersHealth {
        containers = List.copyOf(containers);
    }

    /**
     * How one of them fares.
     *
     * @param health null where it has no health check
     */
    public record Member(String name, ContainerState state, ContainerHealth health, int restart_count) {
        boolean isBad() {
            return BAD.contains(state) || (health != null && health.status().equals("unhealthy"));
        }
    }

    static ContainersHealth of(List<Container> containers) {
        List<Member> members = containers.stream()
                .map(container ->
                        new Member(container.name(), container.state(), container.health(), container.restartCount()))
                .toList();
        return new ContainersHealth(members.stream().anyMatch(Member::isBad) ? "degraded" : "ok", members);
    }
}
