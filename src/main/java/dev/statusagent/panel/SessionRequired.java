package dev.statusagent.panel;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Answers those who have no session: a page sends them to the login and back, everything else is a 401. */
public class SessionRequired {
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response unauthorized(
            UnauthorizedException failure, RoutingContext context, SimpleResourceInfo resource, HttpHeaders headers) {
        boolean page = resource.getResourceClass().isAnnotationPresent(PanelPage.class) && wantsPage(headers);
        return page
                ? Answers.seeOther(ReturnPath.loginFor(pathOf(context))).build()
                : Answers.problem(new StatusException(ProblemType.CREDENTIAL_MISSING), context);
    }

    private static boolean wantsPage(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.TEXT_HTML_TYPE);
    }

    /** A form cannot be sent again after the login, so that it leads home. */
    private static String pathOf(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                ? context.request().uri()
                : ReturnPath.HOME;
    }
}
