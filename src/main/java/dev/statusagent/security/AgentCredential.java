package dev.statusagent.security;

import dev.statusagent.config.Secret;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A bearer token as it was presented. */
final class AgentCredential extends BaseAuthenticationRequest {
    private final Secret token;

    AgentCredential(String token) {
        this.token = new Secret(token);
    }

    Secret token() {
        return token;
    }
}
