package dev.statusagent.security.session;

import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Recognizes a person by the session cookie. Asked last: a token or a signature in the same request decides before it. */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
    /** The header field by which a page says that nobody asked for this: the request is no use of the session. */
    public static final String UNATTENDED_HEADER = "X-Status-Unattended";

    private static final String SESSION = "status.session";

    private final Sessions sessions;

    SessionMechanism(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The session by which the caller was recognized; empty if it was by something else, or not at all. */
    public static Optional<Session> sessionOf(SecurityIdentity caller) {
        return Optional.ofNullable(caller.getAttribute(SESSION));
    }

    /** While sessions cannot be looked up nobody is told to log in: the failure says so, in the one form that Quarkus passes on. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Optional<String> id = SessionCookie.of(context.request());
        boolean unattended = context.request().headers().contains(UNATTENDED_HEADER);
        return (unattended ? sessions.look(id) : sessions.find(id))
                .map(found -> found.map(SessionMechanism::identity).orElse(null))
                .onFailure(StatusException.class)
                .transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(Session session) {
        String role = session.account().role();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(session.account().user()))
                .addRole(role)
                .addPermissionsAsString(Set.copyOf(SessionScopes.of(role)))
                .addAttribute(SESSION, session)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY - 100;
    }
}
