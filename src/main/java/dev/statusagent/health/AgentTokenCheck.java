package dev.statusagent.health;

import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while there is a token that the source has confirmed within the maximum age. */
@Readiness
@ApplicationScoped
public class AgentTokenCheck implements HealthCheck {
    private final TokenHolder holder;
    private final TokenConfig config;

    AgentTokenCheck(TokenHolder holder, TokenConfig config) {
        this.holder = holder;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        TokenStatus token = holder.status();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("agent-token")
                .status(token.hasToken() && token.age().compareTo(config.maxAge()) <= 0)
                .withData("max_age_seconds", config.maxAge().toSeconds())
                .withData("source", token.origin().code());
        if (token.hasToken()) {
            answer.withData("token_age_seconds", token.ageSeconds());
        }
        if (token.lastRefreshOk() != null) {
            answer.withData("last_refresh_ok", token.lastRefreshOk());
        }
        return answer.build();
    }
}
