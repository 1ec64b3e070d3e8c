package dev.statusagent.container;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A port of a container.
 *
 * @param hostIp the address of the host it is published on; null where it is not published
 * @param hostPort null where it is not published
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ContainerPort(int containerPort, String protocol, String hostIp, Integer hostPort) {}
