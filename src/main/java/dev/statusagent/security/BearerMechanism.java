package dev.statusagent.security;

import dev.statusagent.config.Addresses;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Takes the agent token from {@code Authorization: Bearer} (RFC 6750 section 2.1), where that is allowed: for reading, or for
 * everything with {@code STATUS_SIGNATURES=bearer}, and only where nobody on the way can read it.
 */
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";

    private final SignatureConfig config;
    private final Refusals refusals;

    BearerMechanism(SignatureConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (!GuardedPaths.contains(context)) {
            return Uni.createFrom().nullItem();
        }
        List<String> headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refuse(context, ProblemType.CREDENTIAL_INVALID);
        }
        HttpServerRequest request = context.request();
        if (!isReading(request) && config.signatures() != SignatureMode.BEARER) {
            return refuse(context, ProblemType.SIGNATURE_REQUIRED);
        }
        if (!request.isSSL() && !Addresses.isLoopback(request.remoteAddress().hostAddress())) {
            return refuse(context, ProblemType.BEARER_NEEDS_TLS);
        }
        Context eventLoop = Vertx.currentContext();
        return providers
                .authenticate(
                        new AgentCredential(header.substring(SCHEME.length()).strip()))
                .emitOn(command -> eventLoop.runOnContext(ignored -> command.run()))
                .onFailure(AuthenticationFailedException.class)
                .transform(failure -> refused(context, ProblemType.CREDENTIAL_INVALID));
    }

    private static boolean isReading(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private Uni<SecurityIdentity> refuse(RoutingContext context, ProblemType type) {
        return Uni.createFrom().failure(refused(context, type));
    }

    /** Wrapped, since Quarkus reports any other kind of failure of a mechanism as an error of the server. */
    private AuthenticationFailedException refused(RoutingContext context, ProblemType type) {
        return new AuthenticationFailedException(refusals.recorded(context, new StatusException(type)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"status\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(AgentCredential.class);
    }
}
