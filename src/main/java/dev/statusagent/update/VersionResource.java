package dev.statusagent.update;

import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which release of the agent this is. */
@Path("/api/self/version")
@AgentIdRequired
@Tag(name = "self")
public class VersionResource {
    private final Updates updates;

    VersionResource(Updates updates) {
        this.updates = updates;
    }

    /**
     * The running release.
     *
     * @param trial whether the release that is to run has not been live yet, or makes way for another
     */
    public record Version(String version, boolean trial) {}

    @GET
    @RolesAllowed(Roles.AGENT)
    @Operation(summary = "The running release")
    public Version version() {
        return new Version(updates.running().text(), updates.isOnTrial());
    }
}
