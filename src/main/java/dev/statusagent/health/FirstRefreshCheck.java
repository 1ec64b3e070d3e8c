package dev.statusagent.health;

import dev.statusagent.token.TokenHolder;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the first refresh attempt has ended, well or not. */
@Startup
@ApplicationScoped
public class FirstRefreshCheck implements HealthCheck {
    private final TokenHolder holder;

    FirstRefreshCheck(TokenHolder holder) {
        this.holder = holder;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("first-refresh")
                .status(holder.status().attempted())
                .build();
    }
}
