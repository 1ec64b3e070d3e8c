package dev.statusagent.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.statusagent.config.Scopes;
import dev.statusagent.http.RequestId;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.Asker;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.RotateException;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenRotation;
import dev.statusagent.token.TokenStatus;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Replaces the agent token on request. */
@Path("/api/v1/auth/rotate-token")
@AgentIdRequired
@Tag(name = "token")
public class RotateTokenResource {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final TokenRotation rotation;
    private final TokenHolder holder;
    private final SecurityIdentity caller;
    private final RoutingContext context;
    private final TrustedProxies proxies;

    RotateTokenResource(
            TokenRotation rotation,
            TokenHolder holder,
            SecurityIdentity caller,
            RoutingContext context,
            TrustedProxies proxies) {
        this.rotation = rotation;
        this.holder = holder;
        this.caller = caller;
        this.context = context;
        this.proxies = proxies;
    }

    /** The wish: the new token, 8 to 4096 visible ASCII characters. */
    public record RotateRequest(@JsonProperty("new_token") String newToken) {
        @Override
        public String toString() {
            return "RotateRequest[***]";
        }
    }

    /**
     * What was done.
     *
     * @param persisted whether the new token outlives the agent's process
     * @param token_version null where the source has none
     */
    public record RotateAnswer(boolean rotated, boolean persisted, TokenOrigin token_source, Integer token_version) {}

    @POST
    @PermissionsAllowed(Scopes.AUTH_ROTATE)
    @Operation(summary = "Replace the agent token, at its source first")
    public RotateAnswer rotate(RotateRequest request) {
        try {
            rotation.rotate(token(request), AgentIdentity.proofOf(caller), asker());
        } catch (RotateException e) {
            throw refusal(e.reason());
        }
        TokenStatus status = holder.status();
        return new RotateAnswer(true, status.origin() == TokenOrigin.VAULT, status.origin(), status.version());
    }

    private Asker asker() {
        return new Asker(
                caller.getPrincipal().getName(),
                RequestId.of(context),
                ClientConnection.of(context, proxies).address());
    }

    private static AgentToken token(RotateRequest request) {
        if (request == null || request.newToken() == null) {
            throw new StatusException(ProblemType.BAD_REQUEST, "new_token is missing");
        }
        try {
            return AgentToken.of(request.newToken(), null);
        } catch (RefreshException e) {
            throw new StatusException(ProblemType.BAD_REQUEST, "new_token must be 8 to 4096 visible ASCII characters");
        }
    }

    private static StatusException refusal(RotateException.Reason reason) {
        return switch (reason) {
            case CONFLICT -> new StatusException(ProblemType.TOKEN_CONFLICT);
            case DENIED -> new StatusException(ProblemType.VAULT_WRITE_DENIED);
            case AWAY -> StatusException.retryAfter(ProblemType.SOURCE_AWAY, RETRY);
            case NOT_SUPPORTED -> new StatusException(ProblemType.ROTATION_NOT_SUPPORTED);
        };
    }
}
