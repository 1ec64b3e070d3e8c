package dev.statusagent.security;

import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenRotation;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Recognizes a signature that the agent token made; for one that no known token made the source is asked first. */
@ApplicationScoped
public class SignatureIdentityProvider implements IdentityProvider<SignedCredential> {
    private final TokenRotation rotation;
    private final AgentIdentity agent;

    SignatureIdentityProvider(TokenRotation rotation, AgentIdentity agent) {
        this.rotation = rotation;
        this.agent = agent;
    }

    @Override
    public Class<SignedCredential> getRequestType() {
        return SignedCredential.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SignedCredential credential, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .completionStage(() -> rotation.recognize(holder -> identity(credential, holder)))
                .map(known -> known.orElseThrow(AuthenticationFailedException::new));
    }

    private Optional<SecurityIdentity> identity(SignedCredential credential, TokenHolder holder) {
        return credential.candidates().stream()
                .filter(candidate -> holder.accepts(candidate::isMadeWith))
                .findFirst()
                .map(agent::signedBy);
    }
}
