package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Scopes;
import dev.statusagent.security.signature.Candidate;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.Optional;

/** The control plane as Quarkus Security sees it: the role {@code agent}, and a permission for each of its scopes. */
@ApplicationScoped
class AgentIdentity {
    private static final String SIGNATURE = "status.signature";

    private final SecurityIdentity byBearer;

    AgentIdentity(AgentConfig config) {
        QuarkusSecurityIdentity.Builder builder =
                builder(new QuarkusPrincipal(config.id().orElse("")));
        config.scopes().orElse(Scopes.ALL).forEach(builder::addPermissionAsString);
        this.byBearer = builder.build();
    }

    /** The signature by which the caller was recognized; empty if it was by something else. */
    static Optional<Candidate> signatureOf(SecurityIdentity caller) {
        return Optional.ofNullable(caller.getAttribute(SIGNATURE));
    }

    SecurityIdentity byBearer() {
        return byBearer;
    }

    /** Asks the other identity for permissions: to collect those of all scopes anew takes as long as to verify a signature. */
    SecurityIdentity signedBy(Candidate signature) {
        return builder(byBearer.getPrincipal())
                .addPermissionChecker(byBearer::checkPermission)
                .addAttribute(SIGNATURE, signature)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder builder(Principal principal) {
        return QuarkusSecurityIdentity.builder().setPrincipal(principal).addRole(Roles.AGENT);
    }
}
