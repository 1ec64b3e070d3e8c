package dev.statusagent.host;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;

/**
 * Has a request that becomes a WebSocket counted as answered. Quarkus 3.33 counts it among the running ones for good, even when its
 * socket is closed, and waits for it until {@code quarkus.shutdown.timeout} is over when the agent stops. It offers no way to say so:
 * hence the reflection.
 */
@ApplicationScoped
public class UpgradedRequests implements HttpUpgradeCheck {
    private final Method done = done();

    private static Method done() {
        try {
            Method method = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Quarkus counts its requests in another way", e);
        }
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        try {
            done.invoke(QuarkusRequestWrapper.get(context.httpRequest()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return CheckResult.permitUpgrade();
    }
}
