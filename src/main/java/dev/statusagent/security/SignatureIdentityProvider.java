package dev.statusagent.security;

import dev.statusagent.security.signature.Candidate;
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
    private final TokenHolder holder;
    private final TokenRotation rotation;
    private final AgentIdentity agent;

    SignatureIdentityProvider(TokenHolder holder, TokenRotation rotation, AgentIdentity agent) {
        this.holder = holder;
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
                .completionStage(() ->
                        rotation.recognizes(known -> valid(credential, known).isPresent()))
                .map(recognized ->
                        valid(credential, holder).map(agent::signedBy).orElseThrow(AuthenticationFailedException::new));
    }

    private static Optional<Candidate> valid(SignedCredential credential, TokenHolder holder) {
        return credential.candidates().stream()
                .filter(candidate -> holder.accepts(candidate::isMadeWith))
                .findFirst();
    }
}
