package dev.statusagent.panel;

import dev.statusagent.security.Roles;
import dev.statusagent.security.session.SessionMechanism;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The first page after the login. */
@Path("/")
@Tag(name = "panel")
@PanelPage
public class OverviewResource {
    private final Overview overview;
    private final SecurityIdentity caller;

    OverviewResource(Overview overview, SecurityIdentity caller) {
        this.overview = overview;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The panel's overview; for application/json the security strip and the containers' states")
    public Uni<Response> page() {
        return overview.page(SessionMechanism.sessionOf(caller).orElseThrow())
                .chain(page -> Answers.page(200, Pages.overview(page)));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public Uni<OverviewAnswer> answer() {
        return overview.answer();
    }
}
