package dev.statusagent.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.problem.Problem;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * The door through which every error leaves that did not arise in a resource: refusals of the guards, paths that do not
 * exist, and bugs. {@link ProblemMappers} is its twin inside JAX-RS.
 */
@ApplicationScoped
public class ProblemWriter {
    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);
    private static final int FIRST_ROUTE = Integer.MIN_VALUE + 10;
    private static final int LAST_ROUTE = Integer.MAX_VALUE;

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST_ROUTE).failureHandler(this::write);
        router.route().order(LAST_ROUTE).handler(context -> context.fail(new StatusException(ProblemType.NOT_FOUND)));
    }

    private void write(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || context.statusCode() == 413) { // 413: Vert.x has answered or closes the connection
            context.next();
            return;
        }
        if (RequestId.of(context) == null) { // refused before the filters
            RequestId.assign(context);
            SecurityHeaders.add(context);
        }
        StatusException problem = HostHeader.isAcceptable(context.request())
                ? Problems.toException(context.failure(), context.statusCode())
                : HostHeader.refusal();
        String requestId = RequestId.of(context);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.errorf(context.failure(), "Request %s failed", requestId);
        }
        Problems.headers(problem).forEach(response::putHeader);
        response.setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(encode(problem.toProblem(requestId)));
    }

    private String encode(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
