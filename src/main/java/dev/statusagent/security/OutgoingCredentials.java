package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.RequestSigner;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenRotation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Proves to the control plane that a request is this agent's: the agent token as a bearer, and a signature made with it. */
@ApplicationScoped
public class OutgoingCredentials {
    private final String agentId;
    private final TokenHolder holder;
    private final TokenRotation rotation;
    private final InstantSource clock;

    OutgoingCredentials(AgentConfig agent, TokenHolder holder, TokenRotation rotation, InstantSource clock) {
        this.agentId = agent.id().orElse("");
        this.holder = holder;
        this.rotation = rotation;
        this.clock = clock;
    }

    /** Headers that belong to one request, good for one sending. They hold the token and are never shown. */
    public static final class Proof {
        private final Secret token;
        private final Map<String, String> headers;

        private Proof(Secret token, Map<String, String> headers) {
            this.token = token;
            this.headers = headers;
        }

        public Map<String, String> headers() {
            return headers;
        }
    }

    /**
     * The headers to add to a request; empty while there is no token. For a peer that is on loopback or has proved itself by
     * TLS.
     *
     * @param rawPath the path as it will stand on the wire
     * @param rawQuery the query without its question mark; null for none
     * @param body empty for none
     */
    public Optional<Proof> prove(String method, String rawPath, String rawQuery, byte[] body) {
        return holder.current().map(AgentToken::value).map(token -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Authorization", "Bearer " + token.reveal());
            headers.putAll(new RequestSigner(agentId, token, clock).sign(method, rawPath, rawQuery, body));
            return new Proof(token, headers);
        });
    }

    /**
     * Has the source asked for the token, after a peer has refused it; at most once in 5 s, whoever asks. Tells whether the
     * agent has another token then. Never fails.
     */
    public CompletionStage<Boolean> refused(Proof proof) {
        return rotation.recognize(
                        now -> now.current().map(AgentToken::value).filter(token -> !token.equals(proof.token)))
                .thenApply(Optional::isPresent);
    }
}
