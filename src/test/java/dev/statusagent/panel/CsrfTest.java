package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PanelProfile.class)
class CsrfTest {
    private static final String HOST = "agent.test:5000";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}, token {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "OWN, -, RIGHT",
                "OWN, same-origin, RIGHT",
                "-, same-origin, RIGHT",
                "HTTPS, same-origin, RIGHT",
            })
    void letsTheAgentsOwnPagesAct(String origin, String site, String token) {
        PanelClient.LoggedIn me = PanelClient.operator();
        form(from(me.browser(), origin, site), token, me).post("/logout").then().statusCode(303);
        assertThat(me.isAlive()).isFalse();
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}, token {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, RIGHT",
                "OWN, -, -",
                "OWN, -, ''",
                "OWN, -, wrong",
                "OWN, -, OTHER",
                "OWN, same-origin, SHORT",
                "OWN, cross-site, RIGHT",
                "OWN, same-site, RIGHT",
                "OWN, none, RIGHT",
                "OWN, '', RIGHT",
                "-, cross-site, RIGHT",
                "-, same-site, RIGHT",
                "-, none, RIGHT",
                "-, Same-Origin, RIGHT",
                "null, -, RIGHT",
                "null, same-origin, RIGHT",
                "'', -, RIGHT",
                "https://evil.example, -, RIGHT",
                "https://evil.example, same-origin, RIGHT",
                "PORT, same-origin, RIGHT",
                "SUFFIX, same-origin, RIGHT",
                "USER, same-origin, RIGHT",
                "ftp://agent.test:5000, -, RIGHT",
                "not a url, -, RIGHT"
            })
    void letsNothingElseAct(String origin, String site, String token) {
        PanelClient.LoggedIn me = PanelClient.operator();
        form(from(me.browser(), origin, site), token, me)
                .post("/logout")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:status:problem:cross-site"));
        assertThat(me.isAlive()).isTrue();
        form(from(me.program(), origin, site), token, me)
                .post("/logout")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:status:problem:cross-site"));
        assertThat(me.isAlive()).isTrue();
    }

    @Test
    void letsTwoOriginsActNeverThoughOneIsRight() {
        PanelClient.LoggedIn me = PanelClient.operator();
        form(from(me.browser(), "OWN", null).header("Origin", "https://evil.example"), "RIGHT", me)
                .post("/logout")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout", "/containers/web/restart", "/notifications/read"})
    void answersAFormThatIsNotWellEncoded(String path) {
        PanelClient.LoggedIn me = PanelClient.operator();
        form(from(me.browser(), "OWN", "same-origin"), "%zz", me)
                .post(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:status:problem:bad-request"));
        assertThat(me.isAlive()).isTrue();
    }

    @Test
    void readsNoFormInParts() {
        PanelClient.LoggedIn me = PanelClient.operator();
        from(me.browser(), "OWN", "same-origin")
                .multiPart("csrf_token", me.csrfToken())
                .post("/logout")
                .then()
                .statusCode(403);
    }

    @Test
    void takesTheTokenFromTheHeaderField() {
        PanelClient.LoggedIn me = PanelClient.operator();
        from(me.program(), "OWN", "same-origin")
                .header("X-CSRF-Token", me.csrfToken())
                .post("/logout")
                .then()
                .statusCode(204)
                .header("Set-Cookie", equalTo("status_session=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0"));
        assertThat(me.isAlive()).isFalse();
    }

    @Test
    void putsTheTokenIntoThePage() {
        PanelClient.LoggedIn me = PanelClient.operator();
        me.browser()
                .get("/")
                .then()
                .body(containsString("<meta name=\"csrf-token\" content=\"" + me.csrfToken() + "\">"))
                .body(containsString("name=\"csrf_token\" value=\"" + me.csrfToken() + "\""));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, OWN, same-origin, RIGHT, 405",
                "DELETE, OWN, same-origin, RIGHT, 405",
                "POST, OWN, same-origin, -, 403",
                "POST, OWN, same-origin, OTHER, 403",
                "POST, -, -, RIGHT, 403",
                "POST, https://evil.example, -, RIGHT, 403",
                "DELETE, -, cross-site, RIGHT, 403",
                "PUT, -, -, -, 403",
                "PATCH, -, -, -, 403",
                "OPTIONS, -, -, -, 403",
                "GET, https://evil.example, cross-site, -, 200",
            })
    void guardsTheInterfaceToo(String method, String origin, String site, String token, int status) {
        PanelClient.LoggedIn me = PanelClient.operator();
        RequestSpecification request = from(me.program(), origin, site);
        if (token != null) {
            request.header("X-CSRF-Token", token(token, me));
        }
        request.request(method, "/api/v1/token").then().statusCode(status);
    }

    private static RequestSpecification form(RequestSpecification request, String token, PanelClient.LoggedIn me) {
        request.contentType(FORM);
        return token == null ? request.body("") : request.body("csrf_token=" + token(token, me));
    }

    private static String token(String token, PanelClient.LoggedIn me) {
        return switch (token) {
            case "RIGHT" -> me.csrfToken();
            case "OTHER" -> PanelClient.operator().csrfToken();
            case "SHORT" -> me.csrfToken().substring(1);
            default -> token;
        };
    }

    static RequestSpecification from(RequestSpecification request, String origin, String site) {
        request.header("Host", HOST);
        if (origin != null) {
            request.header(
                    "Origin",
                    switch (origin) {
                        case "OWN" -> "http://" + HOST;
                        case "HTTPS" -> "https://" + HOST;
                        case "PORT" -> "http://agent.test:5001";
                        case "SUFFIX" -> "http://" + HOST + ".evil.example";
                        case "USER" -> "http://agent.test:5000@evil.example:5000";
                        default -> origin;
                    });
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        return request;
    }
}
