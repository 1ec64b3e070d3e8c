package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.problem.WholeNumber;
import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the commands in the queue and their results. */
@Path("/api/v1/commands")
@AgentIdRequired
@Tag(name = "commands")
public class CommandsResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final CommandStore store;

    CommandsResource(CommandStore store) {
        this.store = store;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "The newest commands, newest first")
    @APIResponse(
            responseCode = "200",
            description = "The commands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommandListView.class)))
    @APIResponse(responseCode = "400", description = "bad-request: state or limit")
    @APIResponse(responseCode = "503", description = "store-unavailable")
    public Uni<CommandListView> list(
            @Parameter(schema = @Schema(enumeration = {"queued", "leased", "running", "done"})) @QueryParam("state")
                    String state,
            @Parameter(description = "1 to 1000", schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("limit")
                    String limit) {
        int number = WholeNumber.of("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
        return store.list(Optional.ofNullable(state).map(CommandsResource::state), number)
                .map(CommandListView::of);
    }

    private static CommandState state(String given) {
        return Arrays.stream(CommandState.values())
                .filter(state -> state.code().equals(given))
                .findFirst()
                .orElseThrow(() ->
                        new StatusException(ProblemType.BAD_REQUEST, "state must be queued, leased, running or done"));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "A command, with its result once it is done")
    @APIResponse(
            responseCode = "200",
            description = "The command",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommandView.class)))
    @APIResponse(responseCode = "404", description = "not-found: there is no such command, or none any more")
    @APIResponse(responseCode = "503", description = "store-unavailable")
    public Uni<CommandView> find(@PathParam("id") String id) {
        return store.find(id).map(found -> CommandView.of(found.orElseThrow(CommandsResource::unknown)));
    }

    static StatusException unknown() {
        return new StatusException(ProblemType.NOT_FOUND, "There is no such command, or none any more");
    }
}
