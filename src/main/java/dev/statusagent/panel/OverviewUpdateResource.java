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

/**
 * The parts of the overview that change, for its script, which asks again and again. No page: where the session has ended the
 * script wants to know that, and not the login page.
 */
@Path("/overview")
@Tag(name = "panel")
public class OverviewUpdateResource {
    private final Overview overview;
    private final SecurityIdentity caller;

    OverviewUpdateResource(Overview overview, SecurityIdentity caller) {
        this.overview = overview;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> update() {
        return overview.update(SessionMechanism.sessionOf(caller).orElseThrow())
                .chain(page -> Answers.page(200, Pages.update(page)));
    }
}
