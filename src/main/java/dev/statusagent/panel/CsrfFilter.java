package dev.statusagent.panel;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.session.CrossSiteGuard;
import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionMechanism;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Compares the form's {@code csrf_token}, or the header field in its place, with the session's. */
public class CsrfFilter {
    static final String FIELD = "csrf_token";

    private final CrossSiteGuard crossSite;
    private final CurrentIdentityAssociation caller;

    CsrfFilter(CrossSiteGuard crossSite, CurrentIdentityAssociation caller) {
        this.crossSite = crossSite;
        this.caller = caller;
    }

    @CsrfProtected
    @ServerRequestFilter
    public Uni<Void> requireToken(RoutingContext context) {
        Uni<SecurityIdentity> deferred = caller.getDeferredIdentity();
        return Form.of(context)
                .chain(form -> deferred.invoke(identity -> {
                    Session session = SessionMechanism.sessionOf(identity)
                            .orElseThrow(() -> new StatusException(ProblemType.CREDENTIAL_MISSING));
                    crossSite
                            .refusal(context, session, form.field(FIELD).orElse(null))
                            .ifPresent(refusal -> {
                                throw refusal;
                            });
                }))
                .replaceWithVoid();
    }
}
