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
    private final SecurityState state;
    private final SecurityIdentity caller;

    OverviewResource(SecurityState state, SecurityIdentity caller) {
        this.state = state;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The panel's overview; for application/json the security strip")
    public Uni<Response> page() {
        return Answers.page(
                200,
                Pages.overview(
                        new OverviewPage(SessionMechanism.sessionOf(caller).orElseThrow(), state.strip())));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public SecurityStrip strip() {
        return state.strip();
    }
}
