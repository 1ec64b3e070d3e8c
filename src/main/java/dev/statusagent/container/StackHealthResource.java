package dev.statusagent.container;

import dev.statusagent.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same as the containers' health, where people with a session look for it. */
@Path("/stack/health")
@Tag(name = "containers")
public class StackHealthResource {
    private final Containers containers;

    StackHealthResource(Containers containers) {
        this.containers = containers;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "How the containers fare; for a session")
    public Uni<ContainersHealth> health() {
        return containers.list().map(ContainersHealth::of);
    }
}
