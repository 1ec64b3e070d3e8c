package dev.statusagent.command;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import dev.statusagent.config.Scopes;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs a command while the caller waits. */
@Path("/api/v1/commands/execute")
@AgentIdRequired
@Tag(name = "commands")
public class ExecuteResource {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final CommandPolicy policy;
    private final CommandsConfig config;
    private final ContainerActions containers;
    private final Places places;
    private final CommandRunner runner;
    private final Caller caller;
    private final AuditLog audit;

    ExecuteResource(
            CommandPolicy policy,
            CommandsConfig config,
            ContainerActions containers,
            Places places,
            CommandRunner runner,
            Caller caller,
            AuditLog audit) {
        this.policy = policy;
        this.config = config;
        this.containers = containers;
        this.places = places;
        this.runner = runner;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @Blocking // only until the policy has looked at the files; nobody's thread waits for the command
    @PermissionsAllowed(Scopes.COMMANDS_EXECUTE)
    @Operation(
            summary = "Run a command and wait for its end",
            description =
                    "For docker:VERB:NAME the caller needs the scope docker:VERB too. Beyond the commands that run at the"
                            + " same time, it waits in line for up to the command's own timeout.")
    @APIResponse(
            responseCode = "200",
            description = "It has ended, well or not",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ResultView.class)))
    @APIResponse(responseCode = "400", description = "bad-request, command-refused")
    @APIResponse(responseCode = "403", description = "forbidden: a scope is missing")
    @APIResponse(responseCode = "503", description = "commands-busy, runtime-unavailable")
    public Uni<ResultView> execute(CommandRequest request) {
        if (request == null) {
            throw new StatusException(ProblemType.BAD_REQUEST, "The body is missing");
        }
        Command command = judged(request);
        ParsedCommand what = policy.check(command.name());
        caller.mayRun(what);
        if (what instanceof ParsedCommand.Container && !containers.areAvailable()) {
            throw StatusException.retryAfter(ProblemType.RUNTIME_UNAVAILABLE, RETRY);
        }
        CommandOrigin origin = caller.origin();
        return Uni.createFrom()
                .<CommandResult>emitter(to -> enterLine(command, origin, to))
                .map(ResultView::of);
    }

    private Command judged(CommandRequest request) {
        try {
            return request.toCommand(policy, config);
        } catch (StatusException e) {
            if (e.type() == ProblemType.COMMAND_REFUSED) {
                recordRefusal(request.id());
            }
            throw e;
        }
    }

    private void recordRefusal(String commandId) {
        CommandOrigin origin = caller.origin();
        String reason = ProblemType.COMMAND_REFUSED.reason();
        audit.record(AuditEvent.of(AuditEvent.Type.COMMAND_EXECUTED, origin.identity(), reason)
                .with("command_id", commandId)
                .with("request_id", origin.requestId())
                .with("client", origin.client()));
    }

    /** A client that goes away while it stands in line leaves the line; a command that has begun goes on. */
    private void enterLine(Command command, CommandOrigin origin, UniEmitter<? super CommandResult> to) {
        CompletableFuture<Void> turn = places.acquire(command.timeout());
        to.onTermination(() -> turn.cancel(false));
        var unused = turn.whenComplete((mine, late) -> {
            if (late == null) {
                runner.run(command, origin).subscribe().with(to::complete, to::fail);
            } else {
                to.fail(StatusException.retryAfter(ProblemType.COMMANDS_BUSY, RETRY));
            }
        });
    }
}
