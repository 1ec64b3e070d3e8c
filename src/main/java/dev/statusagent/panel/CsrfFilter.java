package dev.statusagent.panel;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.session.CrossSiteGuard;
import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionMechanism;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

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
    @WithFormRead
    @ServerRequestFilter
    public Uni<Void> requireToken(ResteasyReactiveContainerRequestContext request, RoutingContext context) {
        ResteasyReactiveRequestContext form = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        Object token = form.getFormParameter(FIELD, true, false);
        return caller.getDeferredIdentity()
                .invoke(identity -> {
                    Session session = SessionMechanism.sessionOf(identity)
                            .orElseThrow(() -> new StatusException(ProblemType.CREDENTIAL_MISSING));
                    crossSite
                            .refusal(context, session, token instanceof String text ? text : null)
                            .ifPresent(refusal -> {
                                throw refusal;
                            });
                })
                .replaceWithVoid();
    }
}
