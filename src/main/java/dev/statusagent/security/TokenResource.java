package dev.statusagent.security;

import dev.statusagent.token.RefreshError;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenRotation;
import dev.statusagent.token.TokenStatus;
import dev.statusagent.token.VaultPrivileges;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the control plane and people with a session may know of the agent token. */
@Path("/api/v1/token")
@AgentIdRequired
@Tag(name = "token")
public class TokenResource {
    private final TokenHolder holder;
    private final TokenRotation rotation;

    TokenResource(TokenHolder holder, TokenRotation rotation) {
        this.holder = holder;
        this.rotation = rotation;
    }

    /**
     * The token's state; never its value.
     *
     * @param token_age_seconds null while there is no token
     * @param last_refresh_ok null before the first attempt ended, and for a static token
     * @param token_version null where the source has none
     * @param last_error null after a success
     * @param next_refresh_seconds null for a source that does not refresh
     * @param vault_privileges null for a source that is not Vault
     */
    public record TokenAnswer(
            Long token_age_seconds,
            Boolean last_refresh_ok,
            TokenOrigin token_source,
            Integer token_version,
            RefreshError last_error,
            Long next_refresh_seconds,
            VaultPrivileges vault_privileges) {}

    @GET
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.VIEWER})
    @Operation(summary = "Age, version, source and last error of the agent token")
    public TokenAnswer token() {
        TokenStatus status = holder.status();
        return new TokenAnswer(
                status.ageSeconds(),
                status.lastRefreshOk(),
                status.origin(),
                status.version(),
                status.lastError(),
                rotation.untilNext() == null ? null : rotation.untilNext().toSeconds(),
                rotation.privileges());
    }
}
