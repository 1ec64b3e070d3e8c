package dev.statusagent.container;

import dev.statusagent.config.Scopes;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Acts on containers. Each action waits for its end, leaves a line in the audit log and is answered with 204. */
@Path("/api/v1/containers/{name}")
@AgentIdRequired
@Tag(name = "containers")
@APIResponse(responseCode = "204", description = "It is done")
@APIResponse(responseCode = "404", description = "not-found: there is no such container")
@APIResponse(responseCode = "409", description = "container-state: not possible in the state that it is in")
@APIResponse(responseCode = "503", description = "runtime-unavailable")
public class ContainerActionsResource {
    private final AuditedActions actions;

    ContainerActionsResource(AuditedActions actions) {
        this.actions = actions;
    }

    @POST
    @Path("start")
    @PermissionsAllowed(Scopes.DOCKER_START)
    @Operation(summary = "Start a container")
    public Uni<Void> start(@PathParam("name") String name) {
        return actions.perform(ContainerAction.START, name);
    }

    @POST
    @Path("stop")
    @PermissionsAllowed(Scopes.DOCKER_STOP)
    @Operation(summary = "Stop a container; after 10 seconds it is killed")
    public Uni<Void> stop(@PathParam("name") String name) {
        return actions.perform(ContainerAction.STOP, name);
    }

    @POST
    @Path("restart")
    @PermissionsAllowed(Scopes.DOCKER_RESTART)
    @Operation(summary = "Restart a container; after 10 seconds it is killed, and started then")
    public Uni<Void> restart(@PathParam("name") String name) {
        return actions.perform(ContainerAction.RESTART, name);
    }

    @POST
    @Path("pause")
    @PermissionsAllowed(Scopes.DOCKER_PAUSE)
    @Operation(summary = "Freeze a container")
    public Uni<Void> pause(@PathParam("name") String name) {
        return actions.perform(ContainerAction.PAUSE, name);
    }

    @POST
    @Path("unpause")
    @PermissionsAllowed(Scopes.DOCKER_UNPAUSE)
    @Operation(summary = "Let a frozen container go on")
    public Uni<Void> unpause(@PathParam("name") String name) {
        return actions.perform(ContainerAction.UNPAUSE, name);
    }
}
