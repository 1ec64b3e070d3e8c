package dev.statusagent.http;

import dev.statusagent.config.Ticker;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses new requests, but those of probes, once the time is over in which load balancers learn that the agent stops. Vert.x
 * cannot close the listener without the connections on which requests are still answered, so that it stays open until they are.
 */
@ApplicationScoped
public class ShutdownFilter {
    /** By then it has ended, or another agent is asked. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Ticker ticker;
    private final Duration delay;
    private volatile Long told;

    ShutdownFilter(
            Ticker ticker, @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration delay) {
        this.ticker = ticker;
        this.delay = delay;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterPriority.SHUTDOWN);
    }

    void toldToStop(@Observes ShutdownDelayInitiatedEvent event) {
        told = ticker.nanos();
    }

    private void check(RoutingContext context) {
        if (isLetIn(context.normalizedPath())) {
            context.next();
        } else {
            context.fail(StatusException.retryAfter(ProblemType.STOPPING, RETRY_AFTER));
        }
    }

    boolean isLetIn(String path) {
        Long since = told;
        return since == null || ticker.nanos() - since < delay.toNanos() || isProbe(path);
    }

    private static boolean isProbe(String path) {
        return path.equals("/health") || path.equals("/q/health") || path.startsWith("/q/health/");
    }
}
