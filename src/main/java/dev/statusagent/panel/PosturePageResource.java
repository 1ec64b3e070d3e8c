package dev.statusagent.panel;

import dev.statusagent.posture.Posture;
import dev.statusagent.posture.Protection;
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
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The security posture as a page. */
@Path("/security")
@Tag(name = "panel")
@PanelPage
public class PosturePageResource {
    private final Posture posture;
    private final SecurityIdentity caller;

    PosturePageResource(Posture posture, SecurityIdentity caller) {
        this.posture = posture;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page of the security posture: each protective setting, the worst first")
    public Uni<Response> page() {
        List<Protection> settings = posture.protections().stream()
                .sorted(Comparator.comparing(Protection::verdict).reversed())
                .toList();
        return Answers.page(
                200,
                Pages.posture(new PosturePage(SessionMechanism.sessionOf(caller).orElseThrow(), settings)));
    }
}
