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

/** Recognizes the agent token; for one that is not known the token's source is asked first. */
@ApplicationScoped
public class AgentIdentityProvider implements IdentityProvider<AgentCredential> {
    private final TokenRotation rotation;
    private final AgentIdentity agent;

    AgentIdentityProvider(TokenRotation rotation, AgentIdentity agent) {
        this.rotation = rotation;
        this.agent = agent;
    }

    @Override
    public Class<AgentCredential> getRequestType() {
        return AgentCredential.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AgentCredential credential, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .completionStage(() -> rotation.recognize(holder -> identity(credential, holder)))
                .map(known -> known.orElseThrow(AuthenticationFailedException::new));
    }

    private Optional<SecurityIdentity> identity(AgentCredential credential, TokenHolder holder) {
        return holder.accepts(credential.token().reveal())
                ? Optional.of(agent.byBearer(credential.token()))
                : Optional.empty();
    }
}
