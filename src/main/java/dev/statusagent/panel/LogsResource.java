package dev.statusagent.panel;

import dev.statusagent.container.LogExcerpt;
import dev.statusagent.container.LogExcerpts;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.Roles;
import dev.statusagent.security.session.SessionMechanism;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log of a container as a page, which a script makes follow it, and as a file. */
@Path("/containers/{name}/logs")
@Tag(name = "panel")
@PanelPage
public class LogsResource {
    static final int MOST_ON_A_PAGE = 2000;
    static final int MOST_IN_A_FILE = 20_000;

    private final LogExcerpts logs;
    private final SecurityIdentity caller;

    LogsResource(LogExcerpts logs, SecurityIdentity caller) {
        this.logs = logs;
        this.caller = caller;
    }

    /**
     * The lines as JSON.
     *
     * @param read how many of the last lines were looked at
     * @param cut whether the oldest are missing, since all together were too long
     */
    public record Excerpt(String container, int read, boolean cut, List<Line> lines) {
        public Excerpt {
            lines = List.copyOf(lines);
        }

        /** A line as in the events of a followed log. */
        public record Line(String stream, String at, String text) {}

        static Excerpt of(String container, LogExcerpt excerpt) {
            List<Line> lines = excerpt.lines().stream()
                    .map(line -> new Line(line.source().code(), line.at(), line.text()))
                    .toList();
            return new Excerpt(container, excerpt.read(), excerpt.cut(), lines);
        }
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            summary =
                    "The page of a container's log: of the last lines those that are wanted; the same for application/json")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "400", description = "bad-request: tail (1 to 2000), q (200 characters), stream")
    @APIResponse(responseCode = "404", description = "not-found: there is no such container")
    @APIResponse(responseCode = "503", description = "runtime-unavailable, logs-busy")
    public Uni<Response> page(
            @PathParam("name") String name,
            @QueryParam("tail") String tail,
            @QueryParam("q") String text,
            @QueryParam("stream") String stream,
            @QueryParam("timestamps") String times) {
        return Uni.createFrom()
                .item(() -> LogChoice.of(tail, text, stream, times, MOST_ON_A_PAGE))
                .chain(choice -> logs.last(choice.tail(), name, choice.filter())
                        .chain(excerpt -> page(name, choice, excerpt, null))
                        .onFailure(StatusException.class)
                        .recoverWithUni(problem -> page(name, choice, null, problem)))
                .onFailure(StatusException.class)
                .recoverWithUni(problem -> page(name, LogChoice.USUAL, null, problem));
    }

    private Uni<Response> page(String name, LogChoice choice, LogExcerpt excerpt, StatusException problem) {
        LogsPage page = new LogsPage(SessionMechanism.sessionOf(caller).orElseThrow(), name, choice, excerpt, problem);
        if (problem == null) {
            return Answers.page(200, Pages.logs(page));
        }
        return Answers.page(problem.type().status(), Pages.logs(page))
                .map(answer -> Answers.withHeaders(Response.fromResponse(answer), problem)
                        .build());
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public Uni<Excerpt> json(
            @PathParam("name") String name,
            @QueryParam("tail") String tail,
            @QueryParam("q") String text,
            @QueryParam("stream") String stream) {
        LogChoice choice = LogChoice.of(tail, text, stream, null, MOST_ON_A_PAGE);
        return logs.last(choice.tail(), name, choice.filter()).map(excerpt -> Excerpt.of(name, excerpt));
    }

    @GET
    @Path("download")
    @RolesAllowed({Roles.OPERATOR, Roles.VIEWER})
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The same as a file, of up to the last 20000 lines")
    public Uni<Response> download(
            @PathParam("name") String name,
            @QueryParam("tail") String tail,
            @QueryParam("q") String text,
            @QueryParam("stream") String stream,
            @QueryParam("timestamps") String times) {
        LogChoice choice = LogChoice.of(tail, text, stream, times, MOST_IN_A_FILE);
        return logs.asText(choice.tail(), name, choice.filter(), choice.times())
                .map(log -> Response.ok(log)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".log\"")
                        .build());
    }
}
