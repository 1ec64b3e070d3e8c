package dev.statusagent.panel;

import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The form under the notifications. For programs there is {@code /api/v1/notifications/read}. */
@Path("/notifications/read")
@Tag(name = "panel")
@PanelPage
public class NotificationFormResource {
    private final NotificationStore notifications;

    NotificationFormResource(NotificationStore notifications) {
        this.notifications = notifications;
    }

    @POST
    @CsrfProtected
    @RolesAllowed(Roles.OPERATOR)
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Mark all notifications as read, and go back to the overview; the form carries csrf_token")
    public Uni<Response> read() {
        return notifications
                .markAllRead()
                .replaceWith(() -> Answers.seeOther(ReturnPath.HOME).build());
    }
}
