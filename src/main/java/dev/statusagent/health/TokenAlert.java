package dev.statusagent.health;

import dev.statusagent.host.alert.AlertSource;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Raises the alert {@code token} while there ought to be a fresh agent token and is none; readiness is down then too. */
@ApplicationScoped
class TokenAlert implements AlertSource {
    private final TokenHolder holder;
    private final TokenConfig config;

    TokenAlert(TokenHolder holder, TokenConfig config) {
        this.holder = holder;
        this.config = config;
    }

    @Override
    public String alert() {
        return "token";
    }

    @Override
    public Optional<String> trouble() {
        return trouble(holder.status(), config.maxAge());
    }

    /** An agent that has no source is not alerted about: its operator wants no token. */
    static Optional<String> trouble(TokenStatus token, Duration maxAge) {
        String why = token.lastError() == null ? "" : " (" + token.lastError().code() + ")";
        if (token.hasToken()) {
            return token.age().compareTo(maxAge) > 0
                    ? Optional.of("The agent token was not confirmed for " + maxAge.toSeconds() + " s" + why)
                    : Optional.empty();
        }
        return token.attempted() && token.origin() != TokenOrigin.NONE
                ? Optional.of("There is no agent token" + why)
                : Optional.empty();
    }

    @Override
    public String wellAgain() {
        return "The agent token is confirmed again";
    }
}
