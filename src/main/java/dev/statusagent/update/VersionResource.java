package dev.statusagent.update;

import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which release of the agent this is. */
@Path("/api/self/version")
@AgentIdRequired
@Tag(name = "self")
public class VersionResource {
    private final Version version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = new Version(version);
    }

    /** The running release. */
    public record Version(String version) {}

    @GET
    @RolesAllowed(Roles.AGENT)
    @Operation(summary = "The running release")
    public Version version() {
        return version;
    }
}
