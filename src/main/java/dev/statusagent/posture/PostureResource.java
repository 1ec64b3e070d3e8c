package dev.statusagent.posture;

import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well the agent is protected. */
@Path("/api/v1/security/posture")
@AgentIdRequired
@Tag(name = "security")
public class PostureResource {
    private final Posture posture;

    PostureResource(Posture posture) {
        this.posture = posture;
    }

    /**
     * The posture.
     *
     * @param verdict the worst among the settings
     */
    public record PostureAnswer(Verdict verdict, List<Protection> settings) {
        public PostureAnswer {
            settings = List.copyOf(settings);
        }
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "Each protective setting: good, look or bad, one reason, and the variable that changes it")
    public PostureAnswer posture() {
        List<Protection> settings = posture.protections();
        Verdict worst = settings.stream()
                .map(Protection::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.GOOD);
        return new PostureAnswer(worst, settings);
    }
}
