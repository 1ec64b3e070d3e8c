package dev.statusagent.http;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a request whose {@code Host} is wrong, so that nothing behind it sees another host than a proxy in front did. Vert.x
 * refuses some of them before any filter runs, and lets more than one line pass.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 section 3.2</a>
 */
@ApplicationScoped
public class HostHeader {
    void register(@Observes Filters filters) {
        filters.register(HostHeader::check, FilterPriority.HOST);
    }

    private static void check(RoutingContext context) {
        if (isAcceptable(context.request())) {
            context.next();
        } else {
            context.fail(refusal());
        }
    }

    /** Whether there is exactly one line, and a host in it; HTTP/1.0 may go without. */
    static boolean isAcceptable(HttpServerRequest request) {
        int lines = request.headers().getAll(HttpHeaders.HOST).size();
        return lines == 0 ? request.version() == HttpVersion.HTTP_1_0 : lines == 1 && request.authority() != null;
    }

    static StatusException refusal() {
        return new StatusException(ProblemType.BAD_REQUEST, "Host is missing, is there twice, or is no host");
    }
}
