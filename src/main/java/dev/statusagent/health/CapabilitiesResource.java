package dev.statusagent.health;

import dev.statusagent.container.ContainerStates;
import dev.statusagent.container.Containers;
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
    private static final List<String> FEATURES = List.of(
            "alerts",
            "commands",
            "containers",
            "health",
            "metrics",
            "metrics-stream",
            "notifications",
            "pull-mode",
            "token-rotation");

    private final String version;
    private final Containers containers;
    private final ContainerStates states;

    CapabilitiesResource(
            @ConfigProperty(name = "quarkus.application.version") String version,
            Containers containers,
            ContainerStates states) {
        this.version = version;
        this.containers = containers;
        this.states = states;
    }

    /**
     * What this agent can do.
     *
     * @param runtime the container runtime in use; {@code none} while none answers
     * @param features names of the parts that this version has
     */
    public record Capabilities(String version, String runtime, List<String> features) {}

    @GET
    @PermitAll
    @Operation(summary = "Version, container runtime and features")
    public Capabilities capabilities() {
        return new Capabilities(version, states.isAnswering() ? containers.runtime() : "none", FEATURES);
    }
}
