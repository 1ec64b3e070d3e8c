package dev.statusagent.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Gives each request an id of the agent's own making, and keeps answers out of caches, but the style sheets and images of the
 * pages. Scripts may be kept if they are asked about each time: after an update old and new ones must not meet in a page.
 */
@ApplicationScoped
public class RequestId {
    private static final String KEY = "status.request-id";
    private static final String FILES = "/panel/";
    private static final String SCRIPT = ".js";
    private static final String NO_STORE = "no-store";
    private static final String ASK_EACH_TIME = "no-cache";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    assign(context);
                    context.next();
                },
                FilterPriority.REQUEST_ID);
    }

    /** The id of the request that the context belongs to. */
    public static String of(RoutingContext context) {
        return context.get(KEY);
    }

    static void assign(RoutingContext context) {
        String id = UUID.randomUUID().toString();
        context.put(KEY, id);
        context.response().putHeader("X-Request-Id", id);
        if (context.normalizedPath().startsWith(FILES)) {
            context.addHeadersEndHandler(sent -> limitCaching(context));
        } else {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
    }

    private static void limitCaching(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.getStatusCode() >= 400) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        } else if (context.normalizedPath().endsWith(SCRIPT)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME);
        }
    }
}
