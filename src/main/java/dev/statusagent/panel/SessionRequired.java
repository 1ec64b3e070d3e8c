package dev.statusagent.panel;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Answers those who have no session: a page sends them to the login and back, everything else is a 401. While sessions cannot be
 * looked up nobody is sent to a login, which would lead nowhere either.
 */
public class SessionRequired {
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response unauthorized(
            UnauthorizedException failure, RoutingContext context, SimpleResourceInfo resource, HttpHeaders headers) {
        return isPage(resource, headers)
                ? Answers.seeOther(ReturnPath.loginFor(pathOf(context))).build()
                : Answers.problem(new StatusException(ProblemType.CREDENTIAL_MISSING), context);
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Uni<Response> failed(
            AuthenticationFailedException failure,
            RoutingContext context,
            SimpleResourceInfo resource,
            HttpHeaders headers) {
        return failure.getCause() instanceof StatusException problem
                ? known(problem, context, resource, headers)
                : known(new StatusException(ProblemType.CREDENTIAL_INVALID), context, resource, headers);
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Uni<Response> known(
            StatusException problem, RoutingContext context, SimpleResourceInfo resource, HttpHeaders headers) {
        return problem.type() == ProblemType.STORE_UNAVAILABLE && isPage(resource, headers)
                ? Answers.page(problem.type().status(), Pages.unavailable(problem.getMessage()))
                        .map(answer -> Answers.withHeaders(Response.fromResponse(answer), problem)
                                .build())
                : Uni.createFrom().item(Answers.problem(problem, context));
    }

    private static boolean isPage(SimpleResourceInfo resource, HttpHeaders headers) {
        return resource.getResourceClass().isAnnotationPresent(PanelPage.class)
                && headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.TEXT_HTML_TYPE);
    }

    /** A form cannot be sent again after the login, so that it leads home. */
    private static String pathOf(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                ? context.request().uri()
                : ReturnPath.HOME;
    }
}
