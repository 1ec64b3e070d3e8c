package dev.statusagent.container;

import dev.statusagent.config.Scopes;
import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.session.SessionWatch;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows what a container has said, and what it goes on to say. */
@Path("/api/v1/containers/{name}/logs")
@AgentIdRequired
@Tag(name = "containers")
public class ContainerLogsResource {
    private static final String EXAMPLE = """
            id: 2026-11-25T07:05:27.334782403Z/1
            data: {"stream":"stdout","at":"2026-11-25T07:05:27.334782403Z","text":"listening on :80"}

            event: end
            data: {"reason":"log-ended"}

            """;

    private final OpenLogs logs;
    private final SessionWatch sessions;
    private final SecurityIdentity caller;
    private final RoutingContext context;

    ContainerLogsResource(OpenLogs logs, SessionWatch sessions, SecurityIdentity caller, RoutingContext context) {
        this.logs = logs;
        this.sessions = sessions;
        this.caller = caller;
        this.context = context;
    }

    @GET
    @Produces({MediaType.TEXT_PLAIN, MediaType.SERVER_SENT_EVENTS})
    @PermissionsAllowed(Scopes.DOCKER_LOGS)
    @Operation(
            summary = "The log of a container, without known secrets",
            description =
                    "As text; or as server-sent events, with follow=true or where Accept names text/event-stream: one for"
                            + " each line, its data a JSON object with stream, at and text, and an event named end as the"
                            + " last.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(type = SchemaType.STRING),
                        example = EXAMPLE)
            })
    @APIResponse(responseCode = "400", description = "bad-request: a parameter or Last-Event-ID")
    @APIResponse(responseCode = "404", description = "not-found: there is no such container, or no such Pod of it")
    @APIResponse(responseCode = "409", description = "container-state: it has no log yet, or none before this one")
    @APIResponse(responseCode = "503", description = "runtime-unavailable, logs-busy")
    public Uni<Response> logs(
            @PathParam("name") String name,
            @Parameter(
                            description = "How many of the last lines, 0 to 9999999, or all",
                            schema = @Schema(type = SchemaType.STRING, defaultValue = "100"))
                    @QueryParam("tail")
                    String tail,
            @Parameter(description = "None before this time: ISO-8601, or seconds since 1970") @QueryParam("since")
                    String since,
            @Parameter(
                            description = "Goes on until the container stops",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("follow")
                    String follow,
            @Parameter(description = "Kubernetes: of this Pod; else the newest that is ready") @QueryParam("pod")
                    String pod,
            @Parameter(description = "Kubernetes: of this container of the Pod; else its main one")
                    @QueryParam("container")
                    String container,
            @Parameter(
                            description = "Kubernetes: what it said before its last restart",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("previous")
                    String previous,
            @Parameter(description = "The id of an event: goes on after it") @HeaderParam("Last-Event-ID")
                    String lastEventId,
            @Context HttpHeaders headers) {
        LogPart part = LogRequest.part(pod, container, previous);
        LogRequest request = LogRequest.of(tail, since, follow, lastEventId, wantsEvents(headers), part);
        boolean headOnly = context.request().method().equals(HttpMethod.HEAD);
        return logs.open(name, request.query(), request.format(), sessions.of(context, caller))
                .map(pump -> answer(pump, headOnly));
    }

    private static Response answer(LogPump pump, boolean headOnly) {
        Response.ResponseBuilder answer = Response.ok().type(pump.format().contentType());
        if (headOnly) {
            pump.abandon();
            return answer.build();
        }
        return answer.entity(new LogAnswer(pump)).build();
    }

    private static boolean wantsEvents(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.getSubtype().equals(MediaType.SERVER_SENT_EVENTS_TYPE.getSubtype()));
    }
}
