package dev.statusagent.command;

import dev.statusagent.config.Scopes;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes commands into the queue. */
@Path("/api/v1/commands/enqueue")
@AgentIdRequired
@Tag(name = "commands")
public class EnqueueResource {
    private final CommandStore store;
    private final CommandPolicy policy;
    private final CommandsConfig config;
    private final Caller caller;

    EnqueueResource(CommandStore store, CommandPolicy policy, CommandsConfig config, Caller caller) {
        this.store = store;
        this.policy = policy;
        this.config = config;
        this.caller = caller;
    }

    /** The command is in the queue, and stays there whatever happens to the process. */
    @Schema(examples = "{\"queued\":true,\"id\":\"backup-17\"}")
    public record EnqueueAnswer(boolean queued, String id) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking // only until the policy has looked at the files
    @PermissionsAllowed(Scopes.COMMANDS_ENQUEUE)
    @Operation(summary = "Queue a command; the same id again changes nothing")
    @APIResponse(
            responseCode = "202",
            description = "It is in the queue, or was there before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EnqueueAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request, command-refused")
    @APIResponse(responseCode = "404", description = "not-found: the agent is of another deployment")
    @APIResponse(responseCode = "409", description = "id-conflict: another command has this id")
    @APIResponse(responseCode = "503", description = "store-unavailable")
    @APIResponse(responseCode = "507", description = "storage-full")
    public Uni<Response> enqueue(CommandRequest request) {
        if (request == null) {
            throw new StatusException(ProblemType.BAD_REQUEST, "The body is missing");
        }
        caller.means(request.deploymentHash());
        Command command = request.toCommand(policy, config);
        caller.mayRun(policy.check(command.name()));
        return store.enqueue(command, caller.origin()).map(enqueued -> switch (enqueued) {
            case NEW, AGAIN ->
                Response.accepted(new EnqueueAnswer(true, command.id())).build();
            case CONFLICT -> throw new StatusException(ProblemType.ID_CONFLICT);
        });
    }
}
