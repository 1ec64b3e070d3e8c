package dev.statusagent.host.notification;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.statusagent.problem.WholeNumber;
import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows what people should know, and takes down what they have read. */
@Path("/api/v1/notifications")
@AgentIdRequired
@Tag(name = "notifications")
public class NotificationsResource {
    private static final int DEFAULT_LIMIT = 50;

    private final NotificationStore store;

    NotificationsResource(NotificationStore store) {
        this.store = store;
    }

    /** Notifications, the newest first. */
    @Schema(examples = "{\"notifications\":[" + NotificationView.EXAMPLE + "]}")
    public record NotificationsAnswer(List<NotificationView> notifications) {
        public NotificationsAnswer {
            notifications = List.copyOf(notifications);
        }
    }

    /** How many of those that are kept nobody has read. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(examples = "{\"unread_count\":3}")
    public record UnreadAnswer(int unreadCount) {}

    /**
     * What marking has changed.
     *
     * @param marked how many had been unread
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(examples = "{\"marked\":1,\"unread_count\":2}")
    public record MarkedAnswer(int marked, int unreadCount) {}

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "The newest notifications, newest first")
    @APIResponse(
            responseCode = "200",
            description = "The notifications",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NotificationsAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request: limit")
    public Uni<NotificationsAnswer> newest(
            @Parameter(description = "1 to 200", schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        int number = WholeNumber.of("limit", limit, DEFAULT_LIMIT, 1, NotificationStore.MOST);
        return store.newest(number)
                .map(found -> new NotificationsAnswer(
                        found.stream().map(NotificationView::of).toList()));
    }

    @GET
    @Path("unread-count")
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "How many notifications nobody has read")
    @APIResponse(
            responseCode = "200",
            description = "The number",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UnreadAnswer.class)))
    public Uni<UnreadAnswer> unread() {
        return store.unread().map(UnreadAnswer::new);
    }

    @POST
    @Path("read")
    @Consumes(MediaType.APPLICATION_JSON) // named, so that no body at all is taken for that too
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR})
    @Operation(summary = "Mark notifications as read; all where there is no body, or no ids in it")
    @APIResponse(
            responseCode = "200",
            description = "It is done; ids that are not known (any more) are passed over",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MarkedAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad-request, with the field's name")
    public Uni<MarkedAnswer> markRead(MarkReadRequest request) {
        Uni<Integer> marked = request == null
                ? store.markAllRead()
                : request.toIds().map(store::markRead).orElseGet(store::markAllRead);
        return marked.chain(number -> store.unread().map(left -> new MarkedAnswer(number, left)));
    }
}
