package dev.statusagent.host;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refuses a WebSocket that a page of another site opens; a browser always names the page's origin, other clients name none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455 section 10.2</a>
 */
@ApplicationScoped
public class SameOriginCheck implements HttpUpgradeCheck {
    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return isForeign(context.httpRequest()) ? CheckResult.rejectUpgrade(403) : CheckResult.permitUpgrade();
    }

    private static boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals(ownOrigin(request));
    }

    private static String ownOrigin(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        String scheme = request.isSSL() ? "https" : "http";
        boolean standard = authority.port() < 0 || authority.port() == (request.isSSL() ? 443 : 80);
        return scheme + "://" + authority.host() + (standard ? "" : ":" + authority.port());
    }
}
