package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.signature.LegacyHeaders;
import dev.statusagent.security.signature.SignatureException;
import dev.statusagent.security.signature.SignatureVerifier;
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
 * Finds the control plane's credential in a request: a message signature, or the agent token itself as a bearer (RFC 6750
 * section 2.1) where that is allowed, which is for reading, or for everything with {@code STATUS_SIGNATURES=bearer}, and only
 * where nobody on the way can read it. Where there is a signature, it alone decides.
 */
@ApplicationScoped
public class AgentMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";

    private final SignatureConfig config;
    private final SignatureVerifier verifier;
    private final LegacySignature legacy;
    private final TrustedProxies proxies;
    private final Refusals refusals;

    AgentMechanism(
            SignatureConfig config,
            SignatureVerifier verifier,
            LegacySignature legacy,
            TrustedProxies proxies,
            Refusals refusals) {
        this.config = config;
        this.verifier = verifier;
        this.legacy = legacy;
        this.proxies = proxies;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (!GuardedPaths.contains(context)) {
            return Uni.createFrom().nullItem();
        }
        VertxMessage message = new VertxMessage(context.request());
        if (SignatureVerifier.isSigned(message)) {
            return signed(context, message, providers);
        }
        if (!isReading(context.request())
                && config.signatures() == SignatureMode.LEGACY
                && LegacyHeaders.areIn(message)) {
            return legacy.credential(context)
                    .onFailure(SignatureException.class)
                    .recoverWithUni(failure -> refuse(context, problem(failure)))
                    .chain(credential -> verified(context, credential, providers, ProblemType.SIGNATURE_INVALID));
        }
        List<String> authorization = message.header(HttpHeaders.AUTHORIZATION.toString());
        return authorization.isEmpty() ? Uni.createFrom().nullItem() : bearer(context, authorization, providers);
    }

    private Uni<SecurityIdentity> signed(
            RoutingContext context, VertxMessage message, IdentityProviderManager providers) {
        try {
            SignedCredential credential = new SignedCredential(verifier.candidates(message));
            return verified(context, credential, providers, ProblemType.SIGNATURE_INVALID);
        } catch (SignatureException e) {
            return refuse(context, problem(e));
        }
    }

    private Uni<SecurityIdentity> bearer(
            RoutingContext context, List<String> authorization, IdentityProviderManager providers) {
        String header = authorization.get(0);
        if (authorization.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refuse(context, new StatusException(ProblemType.CREDENTIAL_INVALID));
        }
        if (!isReading(context.request()) && config.signatures() != SignatureMode.BEARER) {
            return refuse(context, new StatusException(ProblemType.SIGNATURE_REQUIRED));
        }
        if (!ClientConnection.of(context, proxies).secure()) {
            return refuse(context, new StatusException(ProblemType.BEARER_NEEDS_TLS));
        }
        AgentCredential credential =
                new AgentCredential(header.substring(SCHEME.length()).strip());
        return verified(context, credential, providers, ProblemType.CREDENTIAL_INVALID);
    }

    /** The identity that the credential proves; the request goes on on its own event loop, wherever the answer came from. */
    private Uni<SecurityIdentity> verified(
            RoutingContext context,
            AuthenticationRequest credential,
            IdentityProviderManager providers,
            ProblemType otherwise) {
        Context eventLoop = Vertx.currentContext();
        return providers
                .authenticate(credential)
                .emitOn(command -> eventLoop.runOnContext(ignored -> command.run()))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithUni(() -> refuse(context, new StatusException(otherwise)));
    }

    private static boolean isReading(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static StatusException problem(SignatureException failure) {
        ProblemType type = switch (failure.reason()) {
            case MALFORMED -> ProblemType.SIGNATURE_MALFORMED;
            case INCOMPLETE -> ProblemType.SIGNATURE_INCOMPLETE;
            case PARAMETERS -> ProblemType.SIGNATURE_PARAMETERS;
            case STALE -> ProblemType.SIGNATURE_STALE;
        };
        return new StatusException(type, failure.getMessage());
    }

    /** Wrapped, since Quarkus reports any other kind of failure of a mechanism as an error of the server. */
    private <T> Uni<T> refuse(RoutingContext context, StatusException refusal) {
        return refusals.<T>failure(context, refusal).onFailure().transform(AuthenticationFailedException::new);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"status\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(AgentCredential.class, SignedCredential.class);
    }
}
