package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Scopes;
import dev.statusagent.security.signature.Candidate;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The control plane as Quarkus Security sees it: the role {@code agent}, and a permission for each of its scopes. */
@ApplicationScoped
public class AgentIdentity {
    private final String id;
    private final List<String> scopes;

    AgentIdentity(AgentConfig config) {
        this.id = config.id().orElse("");
        this.scopes = config.scopes().orElse(Scopes.ALL);
    }

    SecurityIdentity byBearer() {
        return builder().build();
    }

    SecurityIdentity signedBy(Candidate signature) {
        return builder().addAttribute(SignedCredential.SIGNATURE, signature).build();
    }

    private QuarkusSecurityIdentity.Builder builder() {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(id))
                .addRole(Roles.AGENT);
        scopes.forEach(builder::addPermissionAsString);
        return builder;
    }
}
