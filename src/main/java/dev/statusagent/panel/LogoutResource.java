package dev.statusagent.panel;

import dev.statusagent.security.Roles;
import dev.statusagent.security.TrustedProxies;
import dev.statusagent.security.session.LoginOrigin;
import dev.statusagent.security.session.SessionCookie;
import dev.statusagent.security.session.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way out: the session ends on the server, and in the browser. */
@Path("/logout")
@Tag(name = "panel")
@PanelPage
public class LogoutResource {
    private final Sessions sessions;
    private final TrustedProxies proxies;

    LogoutResource(Sessions sessions, TrustedProxies proxies) {
        this.sessions = sessions;
        this.proxies = proxies;
    }

    @POST
    @CsrfProtected
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "End the session; the form carries csrf_token")
    public Uni<Response> logout(@Context RoutingContext context) {
        return ended(context, Answers.seeOther("/login"));
    }

    @POST
    @CsrfProtected
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public Uni<Response> logoutAsJson(@Context RoutingContext context) {
        return ended(context, Response.noContent());
    }

    private Uni<Response> ended(RoutingContext context, Response.ResponseBuilder answer) {
        return sessions.logout(SessionCookie.of(context.request()), LoginOrigin.of(context, proxies))
                .map(ended -> answer.header(HttpHeaders.SET_COOKIE, SessionCookie.clear(context.request()))
                        .build());
    }
}
