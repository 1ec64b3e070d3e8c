package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Scopes;
import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.Candidate;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/** The control plane as Quarkus Security sees it: the role {@code agent}, and a permission for each of its scopes. */
@ApplicationScoped
class AgentIdentity {
    private static final String SIGNATURE = "status.signature";
    private static final String PROOF = "status.proof";

    private final SecurityIdentity controlPlane;

    AgentIdentity(AgentConfig config) {
        QuarkusSecurityIdentity.Builder builder =
                builder(new QuarkusPrincipal(config.id().orElse("")));
        config.scopes().orElse(Scopes.ALL).forEach(builder::addPermissionAsString);
        this.controlPlane = builder.build();
    }

    /** The signature by which the caller was recognized; empty if it was by something else. */
    static Optional<Candidate> signatureOf(SecurityIdentity caller) {
        return Optional.ofNullable(caller.getAttribute(SIGNATURE));
    }

    /** Whether a token is the one by which the caller was recognized; false for all if it was by something else. */
    static Predicate<Secret> proofOf(SecurityIdentity caller) {
        Predicate<Secret> proof = caller.getAttribute(PROOF);
        return proof == null ? token -> false : proof;
    }

    SecurityIdentity byBearer(Secret token) {
        return provenBy(token::equals).build();
    }

    SecurityIdentity signedBy(Candidate signature) {
        return provenBy(signature::isMadeWith)
                .addAttribute(SIGNATURE, signature)
                .build();
    }

    /** Asks the other identity for permissions: to collect those of all scopes anew takes as long as to verify a signature. */
    private QuarkusSecurityIdentity.Builder provenBy(Predicate<Secret> proof) {
        return builder(controlPlane.getPrincipal())
                .addPermissionChecker(controlPlane::checkPermission)
                .addAttribute(PROOF, proof);
    }

    private static QuarkusSecurityIdentity.Builder builder(Principal principal) {
        return QuarkusSecurityIdentity.builder().setPrincipal(principal).addRole(Roles.AGENT);
    }
}
