package dev.statusagent.host;

import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the host did over the last hour. Guarded, unlike the latest sample: it tells when people and jobs are at work. */
@Path("/api/v1/metrics/history")
@AgentIdRequired
@Tag(name = "metrics")
public class MetricsHistoryResource {
    private final HostHistory history;

    MetricsHistoryResource(HostHistory history) {
        this.history = history;
    }

    /** The samples, the oldest first. */
    @Schema(
            examples = "{\"samples\":[{\"timestamp_ms\":1795569041952,\"cpu_usage_pct\":33.53,\"memory_total_bytes\":"
                    + "25276514304,\"memory_used_bytes\":571232256,\"memory_used_pct\":2.26,\"disk_total_bytes\":"
                    + "270553174016,\"disk_used_bytes\":16858337280,\"disk_used_pct\":6.23,\"load_1m\":2.26,"
                    + "\"network_rx_bytes\":636143296,\"network_tx_bytes\":3515315}]}")
    public record HistoryAnswer(List<HostSample> samples) {
        public HistoryAnswer {
            samples = List.copyOf(samples);
        }
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "The host samples of the last hour, the oldest first; some hundreds at most")
    @APIResponse(
            responseCode = "200",
            description = "The samples; none until the first was taken",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HistoryAnswer.class)))
    public HistoryAnswer lastHour() {
        return new HistoryAnswer(history.lastHour());
    }
}
