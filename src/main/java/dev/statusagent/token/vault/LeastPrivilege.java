package dev.statusagent.token.vault;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Scopes;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.VaultPrivileges;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.common.VaultJSONResultExtractor;
import io.quarkus.vault.client.common.VaultRequest;
import io.quarkus.vault.client.common.VaultResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Asks Vault what the agent's Vault token may do, on its own path, on another deployment's and on the list of mounts, and
 * judges that against the need.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/system/capabilities-self">Vault API:
 *     /sys/capabilities-self</a>
 */
final class LeastPrivilege {
    private static final Logger LOG = Logger.getLogger(LeastPrivilege.class);
    private static final String MOUNTS = "sys/mounts";
    private static final Set<String> NOTHING = Set.of("deny");

    private final VaultClient client;
    private final VaultPaths paths;
    private final Set<String> needed;

    LeastPrivilege(VaultClient client, VaultPaths paths, AgentConfig agent) {
        this.client = client;
        this.paths = paths;
        this.needed =
                agent.namesScope(Scopes.AUTH_ROTATE) ? Set.of("read", "create", "update", "patch") : Set.of("read");
    }

    /** Asks, and logs an excess. Unknown if Vault refuses to say; empty if it did not answer, so that asking again helps. */
    Optional<VaultPrivileges> check() {
        try {
            VaultPrivileges privileges = judge(capabilities());
            if (privileges == VaultPrivileges.EXCESS) {
                LOG.warnf(
                        "The Vault token may do more than the agent needs; a policy that suffices: path \"%s\" { capabilities = [\"read\"] }",
                        paths.policyPath());
            }
            return Optional.of(privileges);
        } catch (RefreshException e) {
            LOG.debugf("Vault does not say what its token may do: %s", e.getMessage());
            return e.error() == RefreshError.VAULT_UNREACHABLE
                    ? Optional.empty()
                    : Optional.of(VaultPrivileges.UNKNOWN);
        }
    }

    private Map<?, ?> capabilities() throws RefreshException {
        var request = VaultRequest.post("Capabilities of the own token")
                .path("sys", "capabilities-self")
                .body(Map.of("paths", List.of(paths.policyPath(), paths.siblingPolicyPath(), MOUNTS)))
                .expectOkStatus()
                .build(VaultJSONResultExtractor.of(Map.class));
        Map<?, ?> answer =
                VaultErrors.await("Vault capabilities", client.execute(request).thenApply(VaultResponse::getResult));
        if (answer == null) {
            throw new RefreshException(RefreshError.SECRET_INVALID, "Vault capabilities: an empty answer");
        }
        return answer.get("data") instanceof Map<?, ?> data ? data : answer;
    }

    private VaultPrivileges judge(Map<?, ?> answer) {
        Set<Object> own = named(answer, paths.policyPath());
        Set<Object> sibling = named(answer, paths.siblingPolicyPath());
        Set<Object> mounts = named(answer, MOUNTS);
        if (own.isEmpty() || sibling.isEmpty() || mounts.isEmpty()) {
            return VaultPrivileges.UNKNOWN;
        }
        if (!sibling.equals(NOTHING) || !mounts.equals(NOTHING) || (!own.equals(NOTHING) && !needed.containsAll(own))) {
            return VaultPrivileges.EXCESS;
        }
        return own.contains("read") ? VaultPrivileges.MINIMAL : VaultPrivileges.UNKNOWN;
    }

    private static Set<Object> named(Map<?, ?> answer, String path) {
        return answer.get(path) instanceof List<?> list ? new HashSet<>(list) : Set.of();
    }
}
