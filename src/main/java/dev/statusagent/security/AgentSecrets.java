package dev.statusagent.security;

import dev.statusagent.config.Secret;
import dev.statusagent.config.SecretSettings;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.TokenHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agent's own secrets, for those who must recognize them in what others say: its token, the ones before that were the token
 * when somebody asked here, and its secret settings. Whoever watches containers asks every few seconds. Thread-safe.
 */
@ApplicationScoped
public class AgentSecrets {
    private static final int MOST_TOKENS = 4;

    private final TokenHolder holder;
    private final List<Secret> settings;
    private List<Secret> tokens = List.of();
    private List<Secret> all;

    AgentSecrets(TokenHolder holder, SecretSettings settings) {
        this.holder = holder;
        this.settings = settings.values();
        this.all = this.settings;
    }

    /** All of them; the same list until the token changes. */
    public synchronized List<Secret> values() {
        holder.current()
                .map(AgentToken::value)
                .filter(token -> !tokens.contains(token))
                .ifPresent(this::add);
        return all;
    }

    private void add(Secret token) {
        tokens = Stream.concat(Stream.of(token), tokens.stream())
                .limit(MOST_TOKENS)
                .toList();
        all = Stream.concat(tokens.stream(), settings.stream()).toList();
    }
}
