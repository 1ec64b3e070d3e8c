package dev.statusagent.host;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The host at one moment.
 *
 * @param timestampMs milliseconds since the epoch
 * @param cpuUsagePct from 0 to 100 over all processors, since the sample before
 * @param diskTotalBytes of the file system that holds the root directory
 * @param load1m load average over one minute; 0 where the platform has none
 * @param networkRxBytes received on all interfaces but loopback since they came up
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record HostSample(
        long timestampMs,
        double cpuUsagePct,
        long memoryTotalBytes,
        long memoryUsedBytes,
        double memoryUsedPct,
        long diskTotalBytes,
        long diskUsedBytes,
        double diskUsedPct,
        @JsonProperty("load_1m") double load1m,
        long networkRxBytes,
        long networkTxBytes) {
    HostSample withCpuUsagePct(double pct) {
        return new HostSample(
                timestampMs,
                pct,
                memoryTotalBytes,
                memoryUsedBytes,
                memoryUsedPct,
                diskTotalBytes,
                diskUsedBytes,
                diskUsedPct,
                load1m,
                networkRxBytes,
                networkTxBytes);
    }
}
