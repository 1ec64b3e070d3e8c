package dev.statusagent.container;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/**
 * One of the Pods that a workload in Kubernetes consists of.
 *
 * @param node where it runs; null while it has no place
 * @param ready whether it takes requests
 * @param startedAt when the last of its containers was started; null if none runs
 * @param restartCount of all its containers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Pod(
        String name, String node, boolean ready, Instant startedAt, int restartCount, List<Member> containers) {
    public Pod {
        containers = List.copyOf(containers);
    }

    /**
     * One of its containers.
     *
     * @param exitCode of its last end; null if it has never ended
     * @param reason why it waits or how it ended, such as {@code CrashLoopBackOff}; null where there is none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Member(
            String name,
            String image,
            ContainerState state,
            boolean ready,
            int restartCount,
            Integer exitCode,
            String reason) {}
}
