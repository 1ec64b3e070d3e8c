package dev.statusagent.http;

import dev.statusagent.problem.Problem;
import dev.statusagent.problem.StatusException;
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
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response security(SecurityException failure, RoutingContext context) {
        return answer(failure, context);
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException failure, RoutingContext context) {
        return answer(failure, context);
    }

    private static Response answer(Throwable failure, RoutingContext context) {
        Problem problem = Problems.of(failure, 0, RequestId.of(context));
        if (problem.isBug()) {
            LOG.errorf(failure, "Request %s failed", problem.instance());
        }
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, Problems.CHALLENGE);
        }
        return response.build();
    }
}
