package dev.statusagent.testing.vault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Roles that judge a service account token by whatever the test says.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/auth/kubernetes">Kubernetes auth method</a>
 */
final class KubernetesBackend extends LoginBackend {

    private record Role(Predicate<String> acceptsJwt, TokenSpec token) {}

    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    KubernetesBackend(String mount, TokenStore tokens) {
        super("kubernetes", mount, tokens);
    }

    void role(String name, Predicate<String> acceptsJwt, TokenSpec token) {
        roles.put(name, new Role(acceptsJwt, token));
    }

    @Override
    Login authenticate(ApiCall call) {
        String name = call.required("role");
        String jwt = call.required("jwt");
        Role role = roles.get(name);
        if (role == null) {
            throw ApiException.badRequest("invalid role name \"" + name + "\"");
        }
        if (!role.acceptsJwt().test(jwt)) {
            throw ApiException.permissionDenied();
        }
        return new Login(name, role.token(), Map.of("role", name));
    }
}
