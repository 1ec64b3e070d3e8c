package dev.statusagent.update;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether there is something newer. */
@Path("/api/self/update/latest")
@AgentIdRequired
@Tag(name = "self")
public class LatestResource {
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Updates updates;
    private final Optional<UpdateSource> source;

    LatestResource(Updates updates, Optional<UpdateSource> source) {
        this.updates = updates;
        this.source = source;
    }

    /**
     * What runs, and what there is.
     *
     * @param version the running release
     * @param latest the newest release; null where the source does not say
     * @param newer whether that is newer; null where the source does not say
     * @param previous what a rollback leads to; null for nothing
     * @param managed whether this agent can deploy a release and roll back
     */
    public record Latest(String version, String latest, Boolean newer, String previous, boolean managed) {}

    @GET
    @RolesAllowed(Roles.AGENT)
    @Operation(summary = "The running release and the newest; asks the source of updates")
    @APIResponse(responseCode = "200", description = "What runs, and what there is")
    @APIResponse(responseCode = "409", description = "update-not-configured")
    @APIResponse(responseCode = "503", description = "update-source-away")
    public Latest latest() {
        Optional<ReleaseVersion> latest = ask();
        ReleaseVersion running = updates.running();
        return new Latest(
                running.text(),
                latest.map(ReleaseVersion::text).orElse(null),
                latest.map(version -> version.isNewerThan(running)).orElse(null),
                updates.previous().map(ReleaseVersion::text).orElse(null),
                updates.isManaged());
    }

    private Optional<ReleaseVersion> ask() {
        try {
            return source.orElseThrow(() -> new StatusException(ProblemType.UPDATE_NOT_CONFIGURED))
                    .latest();
        } catch (UpdateFailure e) {
            throw StatusException.retryAfter(ProblemType.UPDATE_SOURCE_AWAY, RETRY);
        }
    }
}
