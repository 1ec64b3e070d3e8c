package dev.statusagent.panel;

import dev.statusagent.container.AuditedActions;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.LiveContainers;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.Roles;
import dev.statusagent.security.session.SessionMechanism;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The forms of the table. The operator has the scopes of all actions, so that the role alone decides. */
@Path("/containers/{name}/{action}")
@Tag(name = "panel")
@PanelPage
public class ContainerFormsResource {
    private final AuditedActions actions;
    private final LiveContainers containers;
    private final Notices notices;
    private final SecurityIdentity caller;

    ContainerFormsResource(
            AuditedActions actions, LiveContainers containers, Notices notices, SecurityIdentity caller) {
        this.actions = actions;
        this.containers = containers;
        this.notices = notices;
        this.caller = caller;
    }

    @POST
    @CsrfProtected
    @RolesAllowed(Roles.OPERATOR)
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            summary = "Start, stop, restart, pause or unpause a container; the form carries csrf_token",
            description = "303 to the overview, which says how it ended; for application/json 204, or the problem.")
    public Uni<Response> act(@PathParam("name") String name, @PathParam("action") String action) {
        ContainerAction wanted = wanted(action);
        return perform(wanted, name)
                .replaceWith(() -> Notice.done(wanted, name))
                .onFailure(StatusException.class)
                .recoverWithItem(failure -> Notice.failed(wanted, name, failure))
                .invoke(notice -> notices.put(SessionMechanism.sessionOf(caller).orElseThrow(), notice))
                .replaceWith(() -> Answers.seeOther(ReturnPath.HOME).build());
    }

    @POST
    @CsrfProtected
    @RolesAllowed(Roles.OPERATOR)
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public Uni<Void> actForAProgram(@PathParam("name") String name, @PathParam("action") String action) {
        return perform(wanted(action), name);
    }

    private static ContainerAction wanted(String action) {
        return ContainerAction.of(action).orElseThrow(() -> new StatusException(ProblemType.NOT_FOUND));
    }

    private Uni<Void> perform(ContainerAction action, String container) {
        return actions.perform(action, container).eventually(containers::changed);
    }
}
