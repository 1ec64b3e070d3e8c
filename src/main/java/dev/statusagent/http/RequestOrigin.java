package dev.statusagent.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Which site made the browser send a request, by what browsers say of it and pages cannot forge: {@code Origin} (RFC 6454) and
 * {@code Sec-Fetch-Site} (Fetch Metadata).
 */
public enum RequestOrigin {
    /** A page of this agent. */
    OWN,
    /** Another site, or something that cannot be told. */
    FOREIGN,
    /** The request has neither header: it comes from an old browser, or from no browser. */
    UNKNOWN;

    private static final String SAME_ORIGIN = "same-origin";

    /** The origin of the request; where both headers are there, both must name this agent. */
    public static RequestOrigin of(HttpServerRequest request) {
        List<String> origins = request.headers().getAll("Origin");
        List<String> sites = request.headers().getAll("Sec-Fetch-Site");
        if (origins.isEmpty() && sites.isEmpty()) {
            return UNKNOWN;
        }
        boolean own = origins.stream().allMatch(origin -> isOwn(origin, request))
                && sites.stream().allMatch(SAME_ORIGIN::equals);
        return own ? OWN : FOREIGN;
    }

    /** A proxy in front may speak HTTPS where this agent speaks HTTP, so that the scheme may be the safer one. */
    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            URI uri = new URI(origin);
            HostAndPort authority = request.authority();
            boolean https = "https".equals(uri.getScheme());
            boolean scheme = https || ("http".equals(uri.getScheme()) && !request.isSSL());
            return scheme
                    && authority != null
                    && uri.getHost() != null
                    && uri.getHost().toLowerCase(Locale.ROOT).equals(host(authority))
                    && port(uri.getPort(), https) == port(authority.port(), https);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String host(HostAndPort authority) {
        String host = authority.host().toLowerCase(Locale.ROOT);
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static int port(int port, boolean https) {
        if (port >= 0) {
            return port;
        }
        return https ? 443 : 80;
    }
}
