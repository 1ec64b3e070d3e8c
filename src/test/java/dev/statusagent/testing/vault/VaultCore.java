package dev.statusagent.testing.vault;

import java.util.Optional;

/** Answers requests: checks the node, the namespace, the token and its policies, then asks the backend. */
final class VaultCore {

    private static final String API = "/v1/";

    private final Node node;
    private final Namespace namespace;
    private final Mounts mounts;
    private final TokenStore tokens;
    private final Policies policies;

    VaultCore(Node node, Namespace namespace, Mounts mounts, TokenStore tokens, Policies policies) {
        this.node = node;
        this.namespace = namespace;
        this.mounts = mounts;
        this.tokens = tokens;
        this.policies = policies;
    }

    VaultResponse handle(VaultRequest request) {
        try {
            if (!request.path().startsWith(API)) {
                throw ApiException.notFound();
            }
            String path = request.path().substring(API.length());
            return node.status(request, path).orElseGet(() -> serve(request, path));
        } catch (ApiException e) {
            return e.response();
        }
    }

    private VaultResponse serve(VaultRequest request, String fullPath) {
        node.requireServing();
        Optional<String> path = namespace.localPath(request, fullPath);
        Optional<Mounts.Route> route = path.flatMap(mounts::route);
        Capability operation = operation(request, route);
        if (route.isPresent() && route.get().backend().isLogin(route.get().path())) {
            return dispatch(route.get(), operation, request, Optional.empty());
        }
        Token token = authenticate(request);
        if (path.isEmpty() || !policies.acl(token.policies()).allows(operation, path.get())) {
            throw ApiException.deniedByPolicy();
        }
        return dispatch(
                route.orElseThrow(() -> ApiException.noRoute(path.get())), operation, request, Optional.of(token));
    }

    private Token authenticate(VaultRequest request) {
        String id = request.token().orElseThrow(ApiException::permissionDenied);
        return tokens.use(id).orElseThrow(ApiException::invalidToken);
    }

    private static VaultResponse dispatch(
            Mounts.Route route, Capability operation, VaultRequest request, Optional<Token> token) {
        return route.backend().handle(new ApiCall(operation, route.path(), request, token));
    }

    private static Capability operation(VaultRequest request, Optional<Mounts.Route> route) {
        return switch (request.method()) {
            case "GET", "HEAD" -> "true".equals(request.query().get("list")) ? Capability.LIST : Capability.READ;
            case "LIST" -> Capability.LIST;
            case "POST", "PUT" ->
                route.map(to -> to.backend().exists(to.path())).orElse(true) ? Capability.UPDATE : Capability.CREATE;
            case "PATCH" -> Capability.PATCH;
            case "DELETE" -> Capability.DELETE;
            default -> throw ApiException.unsupportedOperation();
        };
    }
}
