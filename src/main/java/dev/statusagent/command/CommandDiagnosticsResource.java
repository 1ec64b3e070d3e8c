package dev.statusagent.command;

import static java.util.stream.Collectors.toMap;

import dev.statusagent.security.AgentIdRequired;
import dev.statusagent.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts the commands that are kept. */
@Path("/api/v1/diagnostics/commands")
@AgentIdRequired
@Tag(name = "commands")
public class CommandDiagnosticsResource {
    private final CommandStore store;

    CommandDiagnosticsResource(CommandStore store) {
        this.store = store;
    }

    /** How many commands there are of each kind. Results that are forgotten count no more. */
    @Schema(
            examples =
                    "{\"by_state\":{\"done\":41,\"leased\":0,\"queued\":2,\"running\":1},\"by_outcome\":{\"failed\":1,"
                            + "\"killed\":0,\"success\":40,\"timeout\":0},\"by_executor\":{\"agent\":38,\"runner-7\":3}}")
    public record CountsAnswer(
            Map<String, Long> by_state, Map<String, Long> by_outcome, Map<String, Long> by_executor) {
        public CountsAnswer {
            by_state = new TreeMap<>(by_state);
            by_outcome = new TreeMap<>(by_outcome);
            by_executor = new TreeMap<>(by_executor);
        }
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "How many commands there are, by state, outcome and executor")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CountsAnswer.class)))
    @APIResponse(responseCode = "503", description = "store-unavailable")
    public Uni<CountsAnswer> counts() {
        return store.counts()
                .map(counts -> new CountsAnswer(
                        all(CommandState.values(), counts.byState()),
                        all(CommandStatus.values(), counts.byOutcome()),
                        counts.byExecutor()));
    }

    private static <E extends Enum<E>> Map<String, Long> all(E[] kinds, Map<E, Long> counts) {
        return Arrays.stream(kinds)
                .collect(toMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> counts.getOrDefault(kind, 0L)));
    }
}
