package dev.statusagent.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every answer tells a browser: run and show nothing that is not this agent's, be framed by nobody, send no
 * address of a page elsewhere, and under TLS come back by TLS only. Only the framework's own pages, which exist in dev mode and
 * carry inline scripts, go without the content policy.
 */
@ApplicationScoped
public class SecurityHeaders {
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    add(context);
                    context.next();
                },
                FilterPriority.SECURITY_HEADERS);
    }

    static void add(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Referrer-Policy", "same-origin"); // with no-referrer a form's Origin would be "null"
        if (!context.normalizedPath().startsWith("/q/")) {
            response.putHeader("Content-Security-Policy", CONTENT_POLICY);
        }
        if (context.request().isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000")
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin"); // over plain HTTP browsers complain of it
        }
    }
}
