package dev.statusagent.host;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The metrics in the form that the caller accepts: the host sample as JSON, or everything for Prometheus. */
@Path("/metrics")
@Tag(name = "metrics")
@SuppressWarnings(
        "deprecation") // Quarkus 3.33 ships Micrometer's registry for the older Prometheus client, and no other
public class MetricsResource {
    private final HostMetrics host;
    private final PrometheusMeterRegistry registry;

    MetricsResource(HostMetrics host, PrometheusMeterRegistry registry) {
        this.host = host;
        this.registry = registry;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The latest host sample; text/plain or OpenMetrics for Prometheus")
    public HostSample json() {
        return host.latest().orElseThrow(() -> new StatusException(ProblemType.NO_SAMPLE_YET));
    }

    @GET
    @PermitAll
    @Produces("text/plain;qs=0.9")
    @Operation(hidden = true)
    public Response prometheus() {
        return scrape(TextFormat.CONTENT_TYPE_004);
    }

    @GET
    @PermitAll
    @Produces("application/openmetrics-text;qs=0.8")
    @Operation(hidden = true)
    public Response openMetrics() {
        return scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
    }

    private Response scrape(String contentType) {
        return Response.ok(registry.scrape(contentType))
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .build();
    }
}
