package dev.statusagent.panel;

import static dev.statusagent.testing.PanelClient.browser;
import static dev.statusagent.testing.PanelClient.login;
import static dev.statusagent.testing.PanelClient.program;
import static dev.statusagent.testing.PanelProfile.OPERATOR;
import static dev.statusagent.testing.PanelProfile.OPERATOR_PASSWORD;
import static dev.statusagent.testing.PanelProfile.VIEWER;
import static dev.statusagent.testing.PanelProfile.VIEWER_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PanelProfile.class)
class LoginTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    MovedTicker ticker;

    @TestHTTPResource("/")
    URI server;

    @BeforeEach
    void forgiven() {
        ticker.advance(Duration.ofHours(1));
    }

    @Test
    void leadsHomeWithACookieOfFixedFlags() {
        login(browser(), OPERATOR, OPERATOR_PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", "/")
                .header(
                        "Set-Cookie",
                        matchesPattern("status_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; Secure; SameSite=Strict"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        OPERATOR + "," + OPERATOR_PASSWORD + ",operator",
        VIEWER + "," + VIEWER_PASSWORD + ",viewer",
    })
    void answersAProgramWithRoleAndToken(String user, String password, String role) {
        login(program(), user, password)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .cookie("status_session", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("role", equalTo(role))
                .body("csrf_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("expires_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                .body("keySet()", equalTo(Set.of("csrf_token", "role", "expires_at")));
    }

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "olga,wrong",
                "olga,correct horse battery",
                "olga,Correct horse battery ${staple}",
                "olga,correct horse battery ${staple} ",
                "olga, correct horse battery ${staple}",
                "olga,''",
                "olga,just looking around",
                "Olga,correct horse battery ${staple}",
                "olga ,correct horse battery ${staple}",
                "nobody,correct horse battery ${staple}",
                "nobody,just looking around",
                "víctor,correct horse battery ${staple}",
                "víctor,wrong",
                "victor,just looking around",
                "'',''",
                "'',correct horse battery ${staple}"
            })
    void refusesEverythingElseInTheSameWords(String user, String password) {
        login(program(), user, password)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("Set-Cookie", nullValue())
                .body("type", equalTo("urn:status:problem:login-failed"))
                .body("detail", equalTo("The user name or the password is wrong"));
        ticker.advance(Duration.ofMinutes(2));
        Response page = login(browser(), user, password);
        page.then().statusCode(401).contentType("text/html").header("Set-Cookie", nullValue());
        assertThat(page.asString().replace("value=\"" + user + "\"", "value=\"\""))
                .isEqualTo(login(browser(), "", "x").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=olga", "password=x", "", "username=olga&password=", "x=y"})
    void countsAMissingFieldAsAWrongOne(String form) {
        browser().contentType(FORM).body(form).post("/login").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=%zz", "username=%", "username=%4", "username=a&password=%zz", "%zz=1", "a=%+1&b"})
    void refusesAFormThatIsNotWellEncoded(String form) {
        try (LogLines log = LogLines.of("")) {
            browser()
                    .contentType(FORM)
                    .body(form)
                    .post("/login")
                    .then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(containsString("The form is not percent-encoded as it should be"));
            program()
                    .contentType(FORM)
                    .body(form)
                    .post("/login")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:status:problem:bad-request"));
            assertThat(log.all()).noneMatch(line -> line.startsWith("ERROR"));
        }
        login(browser(), OPERATOR, OPERATOR_PASSWORD).then().statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=%ff%fe&password=%c3", "username=%00&password=%00", "=&&==&="})
    void answersOddForms(String form) {
        browser().contentType(FORM).body(form).post("/login").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; charset=no-such", "; charset=", "; charset=utf-16", "; charset=\"", ";", "-not"})
    void answersAFormOfAnOddType(String parameter) throws Exception {
        HttpRequest login = HttpRequest.newBuilder(server.resolve("/login"))
                .header("Content-Type", FORM + parameter)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString("username=%c3%zz"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(login, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isIn(parameter.equals("-not") || parameter.equals(";") ? Set.of(400, 415) : Set.of(400, 401));
    }

    @Test
    void takesNoFieldBeyondItsLimit() {
        login(browser(), "x".repeat(16_385), "").then().statusCode(413).contentType("text/html");
        login(program(), "x".repeat(16_385), "").then().statusCode(413).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"; boundary=x", "", "; charset=no-such"})
    void refusesAFormInParts(String parameter) {
        browser()
                .contentType("multipart/form-data" + parameter)
                .body("--y\r\nContent-Disposition: nonsense".getBytes(StandardCharsets.US_ASCII))
                .post("/login")
                .then()
                .statusCode(415);
    }

    @Test
    void takesAFormOnly() {
        browser()
                .contentType("application/json")
                .body("{\"username\":\"olga\",\"password\":\"x\"}")
                .post("/login")
                .then()
                .statusCode(415);
    }

    @Test
    void showsWhatWasTypedOnlyAsText() {
        login(browser(), "\"><script>alert(1)</script>", "x")
                .then()
                .statusCode(401)
                .body(not(containsString("<script>")))
                .body(containsString("&lt;script&gt;"));
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "/containers/web?tail=5,/containers/web?tail=5",
        "//evil.example,/",
        "/\\evil.example,/",
        "\\/evil.example,/",
        "https://evil.example/,/",
        "javascript:alert(1),/",
        "evil.example,/",
        "/%0d%0aSet-Cookie:x=y,/%0d%0aSet-Cookie:x=y",
        "/login,/",
        "/logout,/",
        "/login?next=/x,/",
        "'',/",
        "/a\\b,/"
    })
    void leadsBackInsideTheAgentOnly(String next, String location) {
        login(browser().formParam("next", next), OPERATOR, OPERATOR_PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", location);
    }

    @Test
    void doesNotLeadBackAcrossALineBreak() {
        login(browser().formParam("next", "/x\r\nSet-Cookie: a=b"), OPERATOR, OPERATOR_PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", "/");
    }

    @Test
    void givesANewIdAtEachLoginAndEndsTheOneBefore() {
        PanelClient.LoggedIn first = PanelClient.operator();
        Response again = login(first.browser(), OPERATOR, OPERATOR_PASSWORD);
        again.then().statusCode(303);
        assertThat(again.cookie("status_session")).isNotEqualTo(first.id());
        assertThat(first.isAlive()).isFalse();
    }

    @Test
    void takesNoIdThatItDidNotGive() {
        String chosen = "A".repeat(43);
        Response answer = login(browser().cookie("status_session", chosen), OPERATOR, OPERATOR_PASSWORD);
        assertThat(answer.cookie("status_session")).isNotEqualTo(chosen);
        assertThat(new PanelClient.LoggedIn(chosen, "").isAlive()).isFalse();
    }

    @Test
    void leavesOtherSessionsOfTheUserAlone() {
        PanelClient.LoggedIn elsewhere = PanelClient.operator();
        PanelClient.operator();
        assertThat(elsewhere.isAlive()).isTrue();
    }

    @Test
    void holdsAnAddressBackAfterFiveFailuresForLongerEachTime() {
        for (int seconds : new int[] {60, 120, 240, 480, 900, 900}) {
            for (int i = 0; i < 5; i++) {
                login(program(), OPERATOR, "wrong").then().statusCode(401);
            }
            login(program(), OPERATOR, OPERATOR_PASSWORD)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", String.valueOf(seconds))
                    .body("type", equalTo("urn:status:problem:login-limited"));
            login(browser(), "nobody", "x")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", String.valueOf(seconds))
                    .body(containsString("Try again in " + seconds + " seconds"));
            ticker.advance(Duration.ofSeconds(seconds).minusMillis(1));
            login(program(), OPERATOR, "wrong").then().statusCode(429).header("Retry-After", "1");
            ticker.advance(Duration.ofMillis(1));
        }
        login(program(), OPERATOR, OPERATOR_PASSWORD).then().statusCode(200);
    }

    @Test
    void aSuccessInBetweenDoesNotWashFailuresAway() {
        for (int i = 0; i < 4; i++) {
            login(program(), OPERATOR, "wrong").then().statusCode(401);
        }
        PanelClient.viewer();
        login(program(), OPERATOR, "wrong").then().statusCode(401);
        login(program(), OPERATOR, "wrong").then().statusCode(429);
    }

    @Test
    void showsAFormWithoutScripts() {
        browser()
                .get("/login?next=/containers/web")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("name=\"next\" value=\"/containers/web\""))
                .body(containsString("autocomplete=\"current-password\""))
                .body(not(containsString("<script")))
                .body(not(containsString("style=")))
                .body(not(containsString("id=\"expired\"")))
                .body(not(containsString("id=\"insecure\"")));
        program().get("/login").then().statusCode(200).body("configured", equalTo(true));
    }

    @Test
    void saysWhereABrowserWillNotKeepTheLogin() {
        browser()
                .header("Host", "agent.example:5000")
                .get("/login")
                .then()
                .body(containsString("id=\"insecure\""))
                .body(containsString("STATUS_TLS_CERT"));
        browser()
                .header("Host", "agent.example")
                .header("Sec-Fetch-Site", "none")
                .get("/login")
                .then()
                .body(not(containsString("id=\"insecure\"")));
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 303",
                "OWN, -, 303",
                "OWN, same-origin, 303",
                "-, same-origin, 303",
                "https://evil.example, -, 403",
                "null, -, 403",
                "'', -, 403",
                "OWN, cross-site, 403",
                "OWN, same-site, 403",
                "https://evil.example, same-origin, 403",
                "-, cross-site, 403",
                "-, same-site, 403",
                "-, none, 403"
            })
    void letsNoOtherSiteLogABrowserIn(String origin, String site, int status) {
        login(CsrfTest.from(browser(), origin, site), OPERATOR, OPERATOR_PASSWORD)
                .then()
                .statusCode(status);
    }

    @Test
    void aForeignLoginIsNoFailureOfTheAddress() {
        for (int i = 0; i < 10; i++) {
            login(browser().header("Origin", "https://evil.example"), OPERATOR, "x")
                    .then()
                    .statusCode(403);
        }
        login(browser(), OPERATOR, OPERATOR_PASSWORD).then().statusCode(303);
    }
}
