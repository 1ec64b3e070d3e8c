package dev.statusagent.security.session;

import dev.statusagent.http.RequestOrigin;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.Refusals;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Keeps other sites from acting through a person's browser: a change by a session must come from a page of this agent and carry
 * the session's token. A refusal is no failure of the address, whose browser was abused.
 */
@ApplicationScoped
public class CrossSiteGuard {
    /** The header field that may carry the token in place of a form's field. */
    public static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final String ANONYMOUS = "anonymous";

    private final Refusals refusals;

    CrossSiteGuard(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * The refusal of a change by a session.
     *
     * @param formToken the token from the form; null if there is none
     */
    public Optional<StatusException> refusal(RoutingContext context, Session session, String formToken) {
        HttpServerRequest request = context.request();
        String token = formToken == null ? request.getHeader(TOKEN_HEADER) : formToken;
        boolean meant = RequestOrigin.of(request) == RequestOrigin.OWN
                && token != null
                && MessageDigest.isEqual(session.csrfToken().bytes(), token.getBytes(StandardCharsets.UTF_8));
        return meant
                ? Optional.empty()
                : Optional.of(refused(context, session.account().user()));
    }

    /** The refusal of a login: another site must not log a browser in under a name of its choice. */
    public Optional<StatusException> loginRefusal(RoutingContext context) {
        return RequestOrigin.of(context.request()) == RequestOrigin.FOREIGN
                ? Optional.of(refused(context, ANONYMOUS))
                : Optional.empty();
    }

    private StatusException refused(RoutingContext context, String user) {
        return refusals.refusal(context, user, new StatusException(ProblemType.CROSS_SITE));
    }
}
