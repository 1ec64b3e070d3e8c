package dev.statusagent.command;

import dev.statusagent.config.Scopes;
import dev.statusagent.problem.WholeNumber;
import dev.statusagent.security.AgentIdRequired;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives commands to clients that wait for them. */
@Path("/api/v1/commands/wait")
@AgentIdRequired
@Tag(name = "commands")
public class WaitResource {
    private static final int DEFAULT_SECONDS = 30;
    private static final int MAX_SECONDS = 300;

    private final CommandWaits waits;
    private final Dispatcher dispatcher;
    private final Caller caller;
    private final RoutingContext context;

    WaitResource(CommandWaits waits, Dispatcher dispatcher, Caller caller, RoutingContext context) {
        this.waits = waits;
        this.dispatcher = dispatcher;
        this.caller = caller;
        this.context = context;
    }

    /** In place of the framework's, which would take a command and throw it away. */
    @HEAD
    @Path("{deployment_hash}")
    @PermissionsAllowed(Scopes.COMMANDS_WAIT)
    @Operation(hidden = true)
    public void head() {
        throw new NotAllowedException("GET");
    }

    @GET
    @Path("{deployment_hash}")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Scopes.COMMANDS_WAIT)
    @Operation(summary = "Wait for the next command; it is leased to the caller")
    @APIResponse(
            responseCode = "200",
            description = "A command, leased for its timeout and 30 s more",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LeasedCommand.class)))
    @APIResponse(responseCode = "204", description = "None came in time, or the agent stops")
    @APIResponse(responseCode = "400", description = "bad-request: timeout is no number from 0 to 300")
    @APIResponse(responseCode = "404", description = "not-found: the agent is of another deployment")
    public Uni<Response> next(
            @PathParam("deployment_hash") String deploymentHash,
            @Parameter(
                            description = "Seconds to wait, 0 to 300",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .INTEGER,
                                            defaultValue = "30"))
                    @QueryParam("timeout")
                    String timeout) {
        caller.means(deploymentHash);
        Duration time = Duration.ofSeconds(WholeNumber.of("timeout", timeout, DEFAULT_SECONDS, 0, MAX_SECONDS));
        HttpServerResponse response = context.response();
        return waits.next(caller.name(), time, eventLoop())
                .map(lease -> lease.map(taken -> answer(taken, deploymentHash, response))
                        .orElseGet(() -> Response.noContent().build()));
    }

    private Response answer(CommandLease lease, String deploymentHash, HttpServerResponse response) {
        return Response.ok(new Delivery(
                        LeasedCommand.of(lease, deploymentHash), response, () -> dispatcher.giveBack(lease)))
                .build();
    }

    private static Executor eventLoop() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(ignored -> task.run());
    }
}
