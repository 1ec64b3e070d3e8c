package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that carries a session's id. Always {@code Secure}: over plain HTTP a browser keeps it on localhost only. Under TLS
 * its name has the prefix by which browsers see to it that no other host or path sets it.
 */
public final class SessionCookie {
    private static final String NAME = "status_session";
    private static final String PREFIX = "__Host-";
    private static final String FLAGS = "; Path=/; HttpOnly; Secure; SameSite=Strict";

    private SessionCookie() {}

    /** The id that the request carries; empty if it carries none, or two. */
    public static Optional<String> of(HttpServerRequest request) {
        String name = name(request);
        List<String> values = request.headers().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    /** Whether the request has such a cookie, and no other credential, which would go first. */
    public static boolean isSoleCredential(HttpServerRequest request) {
        return of(request).isPresent()
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && !request.headers().contains("Signature")
                && !request.headers().contains("Signature-Input")
                && !request.headers().contains("X-Agent-Signature");
    }

    /** The value of {@code Set-Cookie} that gives the browser the id. */
    public static String set(HttpServerRequest request, Secret id) {
        return name(request) + "=" + id.reveal() + FLAGS;
    }

    /** The value of {@code Set-Cookie} that takes it away. */
    public static String clear(HttpServerRequest request) {
        return name(request) + "=" + FLAGS + "; Max-Age=0";
    }

    private static String name(HttpServerRequest request) {
        return request.isSSL() ? PREFIX + NAME : NAME;
    }
}
