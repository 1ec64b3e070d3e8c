package dev.statusagent.container;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * What a running container uses.
 *
 * @param at when the runtime looked
 * @param cpuUsagePct of one processor: 150 is one and a half of them
 * @param memoryUsedBytes without the file cache that the kernel can take back
 * @param memoryLimitBytes the container's limit; the host's memory where it has none, or 0 where that is not known
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ContainerStats(Instant at, double cpuUsagePct, long memoryUsedBytes, long memoryLimitBytes) {}
