package dev.statusagent.panel;

import dev.statusagent.security.RefusalCounts;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the security strip together from cached state; calls nobody. */
@ApplicationScoped
class SecurityState {
    private final TokenHolder holder;
    private final TokenConfig config;
    private final RefusalCounts refusals;
    private final String bindAddress;
    private final boolean tls;

    SecurityState(
            TokenHolder holder,
            TokenConfig config,
            RefusalCounts refusals,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "status.panel.port", defaultValue = "5000") int port,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tls) {
        this.holder = holder;
        this.config = config;
        this.refusals = refusals;
        this.bindAddress = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        this.tls = tls.isPresent();
    }

    SecurityStrip strip() {
        TokenStatus token = holder.status();
        return new SecurityStrip(
                token.ageSeconds(),
                config.maxAge().toSeconds(),
                token.lastRotation()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(null),
                token.origin().code(),
                state(token),
                refusals.lastHour(),
                bindAddress,
                tls);
    }

    private static String state(TokenStatus token) {
        if (token.lastError() != null) {
            return token.lastError().code();
        }
        return token.attempted() ? "ok" : "starting";
    }
}
