package dev.statusagent.security.session;

import dev.statusagent.http.RequestId;
import dev.statusagent.security.ClientConnection;
import dev.statusagent.security.TrustedProxies;
import io.vertx.ext.web.RoutingContext;

/**
 * Where a login or logout comes from.
 *
 * @param requestId the id of the request; null for what the agent does by itself
 * @param client the caller's IP address; null likewise
 * @param limitedAs the address that failures are counted under
 */
public record LoginOrigin(String requestId, String client, String limitedAs) {
    static final LoginOrigin SYSTEM = new LoginOrigin(null, null, null);

    /** The origin of the request. */
    public static LoginOrigin of(RoutingContext context, TrustedProxies proxies) {
        ClientConnection client = ClientConnection.of(context, proxies);
        return new LoginOrigin(RequestId.of(context), client.address(), client.limitedAs());
    }
}
