package dev.statusagent.testing.vault;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Roles with one secret id each.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/auth/approle">AppRole auth method</a>
 */
final class AppRoleBackend extends LoginBackend {

    private record Role(AppRoleCredentials credentials, TokenSpec token) {}

    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    AppRoleBackend(String mount, TokenStore tokens) {
        super("approle", mount, tokens);
    }

    /** An existing role keeps its role id, and gets a new secret id in place of its old one. */
    AppRoleCredentials role(String name, TokenSpec token) {
        return roles.compute(name, (unused, existing) -> new Role(credentials(existing), token))
                .credentials();
    }

    @Override
    Login authenticate(ApiCall call) {
        var offered = new AppRoleCredentials(call.required("role_id"), call.required("secret_id"));
        return roles.entrySet().stream()
                .filter(role -> role.getValue().credentials().equals(offered))
                .findFirst()
                .map(role -> login(role.getKey(), role.getValue()))
                .orElseThrow(() -> ApiException.badRequest("invalid role or secret ID"));
    }

    private static Login login(String name, Role role) {
        return new Login(name, role.token(), Map.of("role_name", name));
    }

    private static AppRoleCredentials credentials(Role existing) {
        String roleId = existing == null
                ? UUID.randomUUID().toString()
                : existing.credentials().roleId();
        return new AppRoleCredentials(roleId, UUID.randomUUID().toString());
    }
}
