package dev.statusagent.update;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.statusagent.audit.AuditEvent;
import dev.statusagent.config.Scopes;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agent's own update, and the way back. */
@Path("/api/self/update")
@AgentIdRequired
@Tag(name = "self")
public class UpdateResource {
    private final Updates updates;
    private final UpdateAudit audit;
    private final UpdateMetrics metrics;
    private final Surroundings surroundings;
    private final Restart restart;
    private final RoutingContext context;

    UpdateResource(
            Updates updates,
            UpdateAudit audit,
            UpdateMetrics metrics,
            Surroundings surroundings,
            Restart restart,
            RoutingContext context) {
        this.updates = updates;
        this.audit = audit;
        this.metrics = metrics;
        this.surroundings = surroundings;
        this.restart = restart;
        this.context = context;
    }

    /**
     * What is wanted.
     *
     * @param version null for the newest
     */
    public record StartRequest(String version) {}

    /** The job that was begun. */
    public record StartAnswer(@JsonProperty("job_id") String jobId) {}

    /** Which prepared release is wanted. */
    public record DeployRequest(@JsonProperty("job_id") String jobId) {}

    /** Which release the agent starts next; it ends as soon as what is under way is done. */
    public record RestartAnswer(String version, boolean restarting) {}

    @POST
    @Path("start")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Scopes.UPDATE_START)
    @Operation(summary = "Download and verify a newer release; nothing is replaced yet")
    @APIResponse(
            responseCode = "202",
            description = "It is under way",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StartAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request")
    @APIResponse(
            responseCode = "409",
            description = "update-in-container, update-not-configured, update-not-newer, update-busy")
    @APIResponse(responseCode = "503", description = "update-storage: it cannot be written")
    @APIResponse(responseCode = "507", description = "storage-full")
    public Response start(StartRequest request) {
        UpdateAudit.Asker asker = audit.asker();
        UpdateJob job = audit.refusalsOf(AuditEvent.Type.UPDATE_STARTED, null, () -> {
            notInAContainer();
            return updates.start(version(request), ended -> prepared(ended, asker));
        });
        asker.record(AuditEvent.Type.UPDATE_STARTED, "success", job.id(), job.version());
        return Response.accepted(new StartAnswer(job.id())).build();
    }

    private void prepared(UpdateJob job, UpdateAudit.Asker asker) {
        metrics.ended(job);
        asker.record(
                AuditEvent.Type.UPDATE_STARTED,
                job.error() == null ? "prepared" : job.error(),
                job.id(),
                job.version());
    }

    private static Optional<ReleaseVersion> version(StartRequest request) {
        if (request == null || request.version() == null) {
            return Optional.empty();
        }
        return Optional.of(ReleaseVersion.parse(request.version())
                .orElseThrow(() -> new StatusException(
                        ProblemType.BAD_REQUEST, "version must be of the form 1.2.3 or 1.2.3-rc.1")));
    }

    @GET
    @Path("status/{id}")
    @RolesAllowed(Roles.AGENT)
    @Operation(summary = "How far an update is, and what became of it")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "not-found: there is no such job")
    public UpdateJob status(@PathParam("id") String id) {
        return updates.job(id).orElseThrow(() -> new StatusException(ProblemType.NOT_FOUND));
    }

    @POST
    @Path("deploy")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Scopes.UPDATE_DEPLOY)
    @Operation(summary = "Make a prepared release the running one; the agent restarts")
    @APIResponse(
            responseCode = "202",
            description = "The agent ends when what is under way is done, and the release is started",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RestartAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request")
    @APIResponse(responseCode = "404", description = "not-found: there is no such job")
    @APIResponse(
            responseCode = "409",
            description = "update-in-container, not-managed, update-not-ready, update-not-newer, update-busy")
    @APIResponse(responseCode = "503", description = "update-storage: it cannot be written")
    @APIResponse(responseCode = "507", description = "storage-full")
    public Response deploy(DeployRequest request) {
        if (request == null || request.jobId() == null) {
            throw new StatusException(ProblemType.BAD_REQUEST, "job_id is missing");
        }
        String known = updates.job(request.jobId()).map(UpdateJob::id).orElse(null);
        UpdateJob job = audit.refusalsOf(AuditEvent.Type.UPDATE_DEPLOYED, known, () -> {
            notInAContainer();
            return updates.deploy(request.jobId());
        });
        audit.asker().record(AuditEvent.Type.UPDATE_DEPLOYED, "success", job.id(), job.version());
        return restarting(job.version());
    }

    @POST
    @Path("rollback")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Scopes.UPDATE_ROLLBACK)
    @Operation(summary = "Go back to the release before the last update; the agent restarts")
    @APIResponse(
            responseCode = "202",
            description = "The agent ends when what is under way is done, and the release is started",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RestartAnswer.class)))
    @APIResponse(
            responseCode = "409",
            description = "update-in-container, not-managed, nothing-to-roll-back, update-busy")
    @APIResponse(responseCode = "503", description = "update-storage: it cannot be written")
    @APIResponse(responseCode = "507", description = "storage-full")
    public Response rollback() {
        ReleaseVersion version = audit.refusalsOf(AuditEvent.Type.UPDATE_ROLLED_BACK, null, () -> {
            notInAContainer();
            return updates.rollBack();
        });
        audit.asker().record(AuditEvent.Type.UPDATE_ROLLED_BACK, "success", null, version.text());
        return restarting(version.text());
    }

    private Response restarting(String version) {
        restart.after(context);
        return Response.accepted(new RestartAnswer(version, true)).build();
    }

    private void notInAContainer() {
        if (surroundings.isContainer(updates.isManaged())) {
            throw new StatusException(ProblemType.UPDATE_IN_CONTAINER);
        }
    }
}
