package dev.statusagent.security;

import io.vertx.ext.web.RoutingContext;

/**
 * The caller's end of the connection, seen through the proxies that are trusted.
 *
 * @param address the caller's IP address
 * @param limitedAs the address that failures are counted under; an IPv6 caller counts by its /64
 * @param secure whether nobody on the way can read what is sent: TLS, loopback, or a trusted proxy that says {@code https}
 */
public record ClientConnection(String address, String limitedAs, boolean secure) {
    private static final String KEY = "status.client";

    /** The connection of the request, judged once. */
    public static ClientConnection of(RoutingContext context, TrustedProxies proxies) {
        ClientConnection known = context.get(KEY);
        if (known == null) {
            known = proxies.client(context.request());
            context.put(KEY, known);
        }
        return known;
    }
}
