package dev.statusagent.update;

import io.quarkus.runtime.Quarkus;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends this process so that the launcher starts the current release: gracefully, as SIGTERM does, but for the exit code. */
@ApplicationScoped
class Restart {
    /** What the launcher takes for "again, please". */
    static final int EXIT_CODE = 75;

    /** Once the request has been answered. */
    void after(RoutingContext request) {
        request.addEndHandler(answered -> Quarkus.asyncExit(EXIT_CODE));
    }
}
