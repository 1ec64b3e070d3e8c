package dev.statusagent.panel;

import dev.statusagent.config.Addresses;
import dev.statusagent.config.Secret;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.TrustedProxies;
import dev.statusagent.security.session.CrossSiteGuard;
import dev.statusagent.security.session.LoginOrigin;
import dev.statusagent.security.session.Logins;
import dev.statusagent.security.session.SessionCookie;
import dev.statusagent.security.session.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for people. */
@Path("/login")
@Tag(name = "panel")
public class LoginResource {
    private final Logins logins;
    private final Sessions sessions;
    private final CrossSiteGuard crossSite;
    private final TrustedProxies proxies;

    LoginResource(Logins logins, Sessions sessions, CrossSiteGuard crossSite, TrustedProxies proxies) {
        this.logins = logins;
        this.sessions = sessions;
        this.crossSite = crossSite;
        this.proxies = proxies;
    }

    /**
     * Whether a login is possible.
     *
     * @param configured false: every login is answered with 503
     */
    public record LoginState(boolean configured) {}

    /**
     * What a client needs to go on with, beside the cookie.
     *
     * @param csrf_token what its changing requests must carry in {@code X-CSRF-Token}
     * @param role {@code operator} or {@code viewer}
     * @param expires_at when the session ends however much it is used
     */
    public record LoginAnswer(String csrf_token, String role, Instant expires_at) {}

    /**
     * The form.
     *
     * @param next the path of this agent that the login leads to
     */
    public record LoginFields(String username, String password, String next) {}

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The login page")
    public Uni<Response> page(@QueryParam("next") String next, @Context RoutingContext context) {
        Optional<String> id = SessionCookie.of(context.request());
        return sessions.find(id)
                .chain(session -> {
                    boolean expired = id.isPresent() && session.isEmpty();
                    return Answers.page(200, Pages.login(page(expired, null, null, next, context.request())))
                            .map(answer -> expired ? withoutCookie(answer, context) : answer);
                })
                .onFailure(StatusException.class)
                .recoverWithUni(failure -> refused(failure, null, next, context));
    }

    private static Response withoutCookie(Response answer, RoutingContext context) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(context.request()))
                .build();
    }

    @GET
    @PermitAll
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public LoginState state() {
        return new LoginState(logins.areConfigured());
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Log in; a page or, for application/json, csrf_token, role and expires_at")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = LoginFields.class)))
    public Uni<Response> login(@Context RoutingContext context) {
        return Form.of(context)
                .chain(form -> loggedIn(form, context)
                        .map(started -> Answers.seeOther(ReturnPath.safe(next(form)))
                                .header(HttpHeaders.SET_COOKIE, SessionCookie.set(context.request(), started.id()))
                                .build())
                        .onFailure(StatusException.class)
                        .recoverWithUni(failure -> refused(failure, user(form), next(form), context)))
                .onFailure(StatusException.class)
                .recoverWithUni(failure -> refused(failure, null, null, context));
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces("application/json;qs=0.9")
    @Operation(hidden = true)
    public Uni<Response> loginAsJson(@Context RoutingContext context) {
        return Form.of(context)
                .chain(form -> loggedIn(form, context))
                .map(started -> Response.ok(new LoginAnswer(
                                started.session().csrfToken().reveal(),
                                started.session().account().role(),
                                started.session().expiresAt().truncatedTo(ChronoUnit.SECONDS)))
                        .header(HttpHeaders.SET_COOKIE, SessionCookie.set(context.request(), started.id()))
                        .build());
    }

    private static String user(Form form) {
        return form.field("username").orElse("");
    }

    private static String next(Form form) {
        return form.field("next").orElse(null);
    }

    private Uni<Sessions.Started> loggedIn(Form form, RoutingContext context) {
        Optional<StatusException> refusal = crossSite.loginRefusal(context);
        if (refusal.isPresent()) {
            return Uni.createFrom().failure(refusal.get());
        }
        Secret password = new Secret(form.field("password").orElse(""));
        return logins.login(
                user(form), password, SessionCookie.of(context.request()), LoginOrigin.of(context, proxies));
    }

    private Uni<Response> refused(StatusException problem, String user, String next, RoutingContext context) {
        LoginPage page = page(false, problem, user, next, context.request());
        return Answers.page(problem.type().status(), Pages.login(page))
                .map(answer -> Answers.withHeaders(Response.fromResponse(answer), problem)
                        .build());
    }

    private LoginPage page(
            boolean expired, StatusException problem, String user, String next, HttpServerRequest request) {
        return new LoginPage(
                logins.areConfigured(),
                keepsLogin(request),
                expired,
                problem == null ? null : words(problem),
                user == null ? "" : user,
                ReturnPath.safe(next));
    }

    private static String words(StatusException problem) {
        String what = problem.type() == ProblemType.LOGIN_LIMITED ? "Too many logins were tried" : problem.getMessage();
        OptionalLong wait = problem.retryAfterSeconds();
        return wait.isPresent() ? what + ". Try again in " + wait.getAsLong() + " seconds." : what + ".";
    }

    /** Browsers send Fetch Metadata where they trust the way: by HTTPS, whoever speaks it in front of the agent, or on localhost. */
    private static boolean keepsLogin(HttpServerRequest request) {
        return request.isSSL()
                || request.headers().contains("Sec-Fetch-Site")
                || (request.authority() != null
                        && Addresses.isLoopback(request.authority().host()));
    }
}
