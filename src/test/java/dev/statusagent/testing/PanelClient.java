package dev.statusagent.testing;

import static io.restassured.RestAssured.given;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Calls the panel as a browser does, without following redirects. */
public final class PanelClient {
    public static final String COOKIE = "status_session";

    private static final int TIMEOUT_MILLIS = 20_000;

    private PanelClient() {}

    /** A request of a browser's. */
    public static RequestSpecification browser() {
        return given().config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                        .httpClient(
                                HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", TIMEOUT_MILLIS)))
                .urlEncodingEnabled(false)
                .accept("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    /** A request of a program's. */
    public static RequestSpecification program() {
        return browser().accept("application/json");
    }

    /** The answer to a login by the form. */
    public static Response login(RequestSpecification request, String user, String password) {
        return request.urlEncodingEnabled(true)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("username", user)
                .formParam("password", password)
                .post("/login");
    }

    /**
     * A login that has succeeded.
     *
     * @param id the value of the cookie
     * @param csrfToken what its changing requests must carry
     */
    public record LoggedIn(String id, String csrfToken) {
        /** A request of the browser that holds the cookie. */
        public RequestSpecification browser() {
            return PanelClient.browser().cookie(COOKIE, id);
        }

        /** A request of the program that holds the cookie. */
        public RequestSpecification program() {
            return PanelClient.program().cookie(COOKIE, id);
        }

        /** Whether the agent still knows the session; asking is a use of it. */
        public boolean isAlive() {
            return program().get("/").statusCode() == 200;
        }
    }

    /** Logs the operator in. */
    public static LoggedIn operator() {
        return loggedIn(PanelProfile.OPERATOR, PanelProfile.OPERATOR_PASSWORD);
    }

    /** Logs the viewer in. */
    public static LoggedIn viewer() {
        return loggedIn(PanelProfile.VIEWER, PanelProfile.VIEWER_PASSWORD);
    }

    private static LoggedIn loggedIn(String user, String password) {
        Response answer = login(program(), user, password);
        answer.then().statusCode(200);
        return new LoggedIn(answer.cookie(COOKIE), answer.path("csrf_token"));
    }
}
