package dev.statusagent.panel;

import dev.statusagent.http.RequestId;
import dev.statusagent.problem.Problem;
import dev.statusagent.problem.StatusException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The forms that answers of the panel take. */
final class Answers {
    /** No scheme of HTTP fits a form; this one keeps browsers from asking by themselves. */
    private static final String CHALLENGE = "Bearer realm=\"status\"";

    private Answers() {}

    /** The page with the status. */
    static Uni<Response> page(int status, TemplateInstance page) {
        return page.createUni()
                .map(html -> Response.status(status)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(html)
                        .build());
    }

    /** 303 to a path of this agent. The path stays relative, since only the browser knows the way it came. */
    static Response.ResponseBuilder seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }

    /** The problem as JSON. */
    static Response problem(StatusException problem, RoutingContext context) {
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toProblem(RequestId.of(context)));
        return withHeaders(answer, problem).build();
    }

    /** Adds the header fields that go with the problem. */
    static Response.ResponseBuilder withHeaders(Response.ResponseBuilder answer, StatusException problem) {
        if (problem.type().status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        problem.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer;
    }
}
