package dev.statusagent.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/**
 * All that is shown of one container. Neither its command line nor the values of its variables: both carry secrets.
 *
 * @param exitCode null while it runs, and before it has ever run
 * @param finishedAt null while it has never ended
 * @param oomKilled whether it was ended for want of memory
 * @param error why it could not be started, as the runtime says it; null if it could
 * @param restartPolicy such as {@code no}, {@code always}, {@code on-failure}
 * @param environment the names of its variables
 * @param networks the names of its networks
 * @param pods what it consists of where it is a workload of Kubernetes; else none, and left out of the JSON
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ContainerDetails(
        @JsonUnwrapped Container container,
        Instant createdAt,
        Integer exitCode,
        Instant finishedAt,
        boolean oomKilled,
        String error,
        String restartPolicy,
        List<String> environment,
        List<String> networks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Pod> pods) {
    public ContainerDetails {
        environment = List.copyOf(environment);
        networks = List.copyOf(networks);
        pods = List.copyOf(pods);
    }
}
