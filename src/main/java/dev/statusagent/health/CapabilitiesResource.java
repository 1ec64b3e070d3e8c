package dev.statusagent.health;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this agent can do, for callers that speak to several versions. */
@Path("/capabilities")
@Tag(name = "health")
public class CapabilitiesResource {
    private final Capabilities capabilities;

    CapabilitiesResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.capabilities =
                new Capabilities(version, "none", List.of("health", "metrics", "metrics-stream", "token-rotation"));
    }

    /**
     * What this agent can do.
     *
     * @param runtime the container runtime in use; {@code none} while the agent watches none
     * @param features names of the parts that this version has
     */
    public record Capabilities(String version, String runtime, List<String> features) {}

    @GET
    @PermitAll
    @Operation(summary = "Version, container runtime and features")
    public Capabilities capabilities() {
        return capabilities;
    }
}
