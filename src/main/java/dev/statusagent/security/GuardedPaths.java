package dev.statusagent.security;

import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.ext.web.RoutingContext;

/** Which requests the guards judge. */
final class GuardedPaths {
    private GuardedPaths() {}

    /** Whether the path, normalized as routing does and without matrix parameters, lies under a guarded prefix. */
    static boolean contains(RoutingContext context) {
        String path = HttpSecurityUtils.pathWithoutMatrixParams(context.normalizedPath());
        return isUnder(path, "/api/self") || isUnder(path, "/api/v1");
    }

    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
