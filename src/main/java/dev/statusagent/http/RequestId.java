package dev.statusagent.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Gives each request an id of the agent's own making, and keeps answers out of caches. */
@ApplicationScoped
public class RequestId {
    private static final String KEY = "status.request-id";

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, FilterPriority.REQUEST_ID);
    }

    /** The id of the request that the context belongs to. */
    public static String of(RoutingContext context) {
        return context.get(KEY);
    }

    private static void assign(RoutingContext context) {
        String id = UUID.randomUUID().toString();
        context.put(KEY, id);
        context.response().putHeader("X-Request-Id", id).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }
}
