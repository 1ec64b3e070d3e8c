package dev.statusagent.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenStatus;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agent's health in one line, for people and scripts; always 200. */
@Path("/health")
@Tag(name = "health")
public class HealthResource {
    private final TokenHolder holder;

    HealthResource(TokenHolder holder) {
        this.holder = holder;
    }

    /**
     * How the agent fares.
     *
     * @param status {@code ok}, or {@code degraded} when there is no token or the last refresh failed
     * @param token_age_seconds null while there is no token
     * @param last_refresh_ok null before the first attempt ended, and for a static token
     * @param token_version null where the source has none
     * @param last_error null after a success
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record HealthAnswer(
            String status,
            Long token_age_seconds,
            Boolean last_refresh_ok,
            TokenOrigin token_source,
            Integer token_version,
            RefreshError last_error) {}

    @GET
    @PermitAll
    @Operation(summary = "Health in one line; the probes are under /q/health")
    public HealthAnswer health() {
        TokenStatus token = holder.status();
        return new HealthAnswer(
                token.isHealthy() ? "ok" : "degraded",
                token.ageSeconds(),
                token.lastRefreshOk(),
                token.origin(),
                token.version(),
                token.lastError());
    }
}
