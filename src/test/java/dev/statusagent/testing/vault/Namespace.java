package dev.statusagent.testing.vault;

import java.util.Optional;

/**
 * The one namespace everything is in; the empty one is the root. Requests name it in their header,
 * their path, or part in each.
 *
 * @see <a href="https://developer.hashicorp.com/vault/docs/enterprise/namespaces">Namespaces</a>
 */
record Namespace(String path) {

    private static final String ROOT = "root";

    Namespace {
        path = trimmed(path);
    }

    /** The path within this namespace, if the request is for this one. */
    Optional<String> localPath(VaultRequest request, String path) {
        String header = request.namespace().map(Namespace::trimmed).orElse("");
        String full = header.isEmpty() || header.equals(ROOT) ? path : header + "/" + path;
        if (this.path.isEmpty()) {
            return Optional.of(full);
        }
        return full.startsWith(this.path + "/")
                ? Optional.of(full.substring(this.path.length() + 1))
                : Optional.empty();
    }

    private static String trimmed(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.length() - (path.length() > from && path.endsWith("/") ? 1 : 0);
        return path.substring(from, to);
    }
}
