package dev.statusagent.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.statusagent.problem.Problem;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with a problem what is thrown in a resource, or on the way to one inside JAX-RS. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final AllowedMethods allowedMethods;

    ProblemMappers(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    public Response known(StatusException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException failure, RoutingContext context) {
        if (failure.getCause() instanceof JsonMappingException json) {
            return answer(wrongValue(json), context);
        }
        Response answer = answer(failure, context);
        return failure instanceof NotAllowedException ? withAllow(answer, failure.getResponse(), context) : answer;
    }

    private Response withAllow(Response answer, Response thrown, RoutingContext context) {
        return Optional.ofNullable(thrown.getHeaderString(HttpHeaders.ALLOW))
                .or(() -> allowedMethods.of(context.normalizedPath()))
                .map(methods -> Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, methods)
                        .build())
                .orElse(answer);
    }

    /** Named, since the framework's own mappers for them have no body. */
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
        return answer(wrongValue(failure), context);
    }

    private static StatusException wrongValue(JsonMappingException failure) {
        String field = failure.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return new StatusException(
                ProblemType.BAD_REQUEST,
                field.isEmpty() ? "The body is not the JSON that is expected" : "Wrong type or value: " + field);
    }

    /** Jackson's way to say that the body is not in the encoding that it seems to be in. */
    @ServerExceptionMapper
    public Response wrongEncoding(CharConversionException failure, RoutingContext context) {
        return answer(new StatusException(ProblemType.BAD_REQUEST, "The body is not in UTF-8"), context);
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
