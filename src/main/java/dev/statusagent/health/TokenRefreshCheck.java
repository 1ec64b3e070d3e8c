package dev.statusagent.health;

import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenRotation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live unless no refresh has begun for so long that only a restart can help; a source that is away is no such reason. */
@Liveness
@ApplicationScoped
public class TokenRefreshCheck implements HealthCheck {
    private static final Duration AT_LEAST = Duration.ofMinutes(5);
    private static final int INTERVALS = 5;

    private final TokenRotation rotation;
    private final Duration limit;

    TokenRefreshCheck(TokenRotation rotation, TokenConfig config) {
        this.rotation = rotation;
        Duration intervals = config.refreshInterval().multipliedBy(INTERVALS);
        this.limit = intervals.compareTo(AT_LEAST) > 0 ? intervals : AT_LEAST;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token-refresh")
                .status(rotation.sinceBegan().compareTo(limit) <= 0)
                .build();
    }
}
