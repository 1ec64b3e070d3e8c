package dev.statusagent.container;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a container's own health check says.
 *
 * @param status {@code starting}, {@code healthy} or {@code unhealthy}
 * @param failingStreak how many probes in a row have failed
 * @param lastProbeExitCode null before the first probe has ended
 * @param lastProbeOutput the end of what the last probe printed, at most 4096 characters; null before the first has ended
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ContainerHealth(String status, int failingStreak, Integer lastProbeExitCode, String lastProbeOutput) {}
