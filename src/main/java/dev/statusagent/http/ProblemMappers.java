package dev.statusagent.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.statusagent.problem.Problem;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with a problem what is thrown in a resource, or on the way to one inside JAX-RS. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response known(StatusException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException failure, RoutingContext context) {
        Response answer = answer(failure, context);
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper({ForbiddenException.class, UnauthorizedException.class, AuthenticationFailedException.class})
    public Response security(SecurityException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response wrongType(MismatchedInputException failure, RoutingContext context) {
        String field =
                failure.getPath().isEmpty() ? null : failure.getPath().get(0).getFieldName();
        String detail = field == null ? "The body is not the JSON that is expected" : "Wrong type or value: " + field;
        return answer(new StatusException(ProblemType.BAD_REQUEST, detail), context);
    }

    private static Response answer(Throwable failure, RoutingContext context) {
        StatusException problem = Problems.toException(failure, 0);
        String requestId = RequestId.of(context);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.errorf(failure, "Request %s failed", requestId);
        }
        Response.ResponseBuilder response = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toProblem(requestId));
        Problems.headers(problem).forEach(response::header);
        return response.build();
    }
}
