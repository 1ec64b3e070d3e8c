package dev.statusagent.container;

import dev.statusagent.config.Scopes;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the containers. */
@Path("/api/v1/containers")
@AgentIdRequired
@Tag(name = "containers")
public class ContainersResource {
    private final Containers containers;

    ContainersResource(Containers containers) {
        this.containers = containers;
    }

    /** All containers, those that do not run too, by name. */
    public record ContainersAnswer(List<Container> containers) {
        public ContainersAnswer {
            containers = List.copyOf(containers);
        }
    }

    @GET
    @PermissionsAllowed(Scopes.DOCKER_INSPECT)
    @Operation(summary = "All containers, those that do not run too")
    @APIResponse(
            responseCode = "200",
            description = "The containers",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContainersAnswer.class)))
    @APIResponse(responseCode = "503", description = "runtime-unavailable")
    public Uni<ContainersAnswer> list() {
        return containers.list().map(ContainersAnswer::new);
    }

    @GET
    @Path("health")
    @PermissionsAllowed(Scopes.DOCKER_INSPECT)
    @Operation(summary = "How the containers fare, with what their last probes said")
    @APIResponse(
            responseCode = "200",
            description = "Their health",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContainersHealth.class)))
    @APIResponse(responseCode = "503", description = "runtime-unavailable")
    public Uni<ContainersHealth> health() {
        return containers.list().map(ContainersHealth::of);
    }

    @GET
    @Path("{name}")
    @PermissionsAllowed(Scopes.DOCKER_INSPECT)
    @Operation(summary = "One container; of its variables only the names")
    @APIResponse(
            responseCode = "200",
            description = "The container",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContainerDetails.class)))
    @APIResponse(responseCode = "404", description = "not-found: there is no such container")
    @APIResponse(responseCode = "503", description = "runtime-unavailable")
    public Uni<ContainerDetails> inspect(@PathParam("name") String name) {
        return containers.inspect(name);
    }

    @GET
    @Path("{name}/stats")
    @PermissionsAllowed(Scopes.DOCKER_INSPECT)
    @Operation(summary = "What a running container uses of processor and memory")
    @APIResponse(
            responseCode = "200",
            description = "What it uses",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContainerStats.class)))
    @APIResponse(responseCode = "404", description = "not-found: there is no such container")
    @APIResponse(responseCode = "409", description = "container-state: it does not run")
    @APIResponse(responseCode = "503", description = "runtime-unavailable")
    public Uni<ContainerStats> stats(@PathParam("name") String name) {
        return containers.stats(name);
    }
}
