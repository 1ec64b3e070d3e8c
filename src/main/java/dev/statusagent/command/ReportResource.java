package dev.statusagent.command;

import dev.statusagent.config.Scopes;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes the results of commands that others ran. */
@Path("/api/v1/commands/report")
@AgentIdRequired
@Tag(name = "commands")
public class ReportResource {
    private final CommandStore store;
    private final FinishedCommands finished;
    private final InstantSource clock;
    private final Caller caller;

    ReportResource(CommandStore store, FinishedCommands finished, InstantSource clock, Caller caller) {
        this.store = store;
        this.finished = finished;
        this.clock = clock;
        this.caller = caller;
    }

    /** There is a result of the command now, this one or an earlier one. */
    @Schema(examples = "{\"accepted\":true}")
    public record ReportAnswer(boolean accepted) {}

    @POST
    @PermissionsAllowed(Scopes.COMMANDS_REPORT)
    @Operation(summary = "Report the result of a command; the first report counts")
    @APIResponse(
            responseCode = "200",
            description = "There is a result now, this one or an earlier one",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request, with the field's name")
    @APIResponse(responseCode = "404", description = "not-found: there is no such command, or none any more")
    @APIResponse(responseCode = "503", description = "store-unavailable")
    @APIResponse(responseCode = "507", description = "storage-full")
    public Uni<ReportAnswer> report(ReportRequest request) {
        if (request == null) {
            throw new StatusException(ProblemType.BAD_REQUEST, "The body is missing");
        }
        CommandResult result = request.toResult(caller.name(), clock.instant());
        return store.report(result).map(reported -> answer(reported, result));
    }

    private ReportAnswer answer(CommandStore.Reported reported, CommandResult result) {
        return switch (reported) {
            case ACCEPTED -> {
                finished.count(result.status(), 1);
                yield new ReportAnswer(true);
            }
            case LATE -> new ReportAnswer(true);
            case UNKNOWN -> throw CommandsResource.unknown();
        };
    }
}
