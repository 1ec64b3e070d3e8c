package dev.statusagent.panel;

import static dev.statusagent.testing.PanelClient.browser;
import static dev.statusagent.testing.PanelClient.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PanelProfile.class)
class SessionTest {
    @Inject
    MovedTicker ticker;

    @Test
    void showsTheOverviewToBoth() {
        PanelClient.operator()
                .browser()
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("olga · operator"))
                .body(containsString("static"));
        PanelClient.viewer().browser().get("/").then().statusCode(200).body(containsString("víctor · viewer"));
        PanelClient.viewer()
                .program()
                .get("/")
                .then()
                .statusCode(200)
                .body("token_source", nullValue())
                .body("tokenSource", equalTo("static"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-",
                "status_session=",
                "status_session=wrong",
                "status_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "status_session=SHORT",
                "status_session=LONG",
                "status_session=CASE",
                "status_session=HASH",
                "session=ID",
                "__Host-status_session=ID",
                "status_session=ID; status_session=x",
                "status_session=x; status_session=ID"
            })
    void sendsEverybodyElseToTheLogin(String cookie) {
        PanelClient.LoggedIn me = PanelClient.operator();
        String header = cookie == null
                ? "x=y"
                : cookie.replace("SHORT", me.id().substring(1))
                        .replace("LONG", me.id() + "A")
                        .replace("CASE", me.id().toLowerCase(java.util.Locale.ROOT))
                        .replace("HASH", sha256(me.id()))
                        .replace("ID", me.id());
        browser().header("Cookie", header).get("/").then().statusCode(303).header("Location", "/login");
        program()
                .header("Cookie", header)
                .get("/")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:status:problem:credential-missing"));
        program().header("Cookie", header).get("/api/v1/token").then().statusCode(401);
    }

    @Test
    void endsWhenItWasNotUsedForItsIdleLife() {
        PanelClient.LoggedIn me = PanelClient.operator();
        for (int i = 0; i < 3; i++) {
            ticker.advance(Duration.ofMinutes(30).minusNanos(1));
            assertThat(me.isAlive()).isTrue();
        }
        ticker.advance(Duration.ofMinutes(30));
        assertThat(me.isAlive()).isFalse();
    }

    @Test
    void doesNotLiveOnWhatThePageAsksByItself() {
        PanelClient.LoggedIn me = PanelClient.operator();
        ticker.advance(Duration.ofMinutes(29));
        me.browser()
                .header("X-Status-Unattended", "true")
                .get("/overview")
                .then()
                .statusCode(200);
        ticker.advance(Duration.ofMinutes(1));
        me.browser()
                .header("X-Status-Unattended", "true")
                .get("/overview")
                .then()
                .statusCode(401);
        PanelClient.LoggedIn other = PanelClient.operator();
        ticker.advance(Duration.ofMinutes(29));
        other.browser().get("/overview").then().statusCode(200);
        ticker.advance(Duration.ofMinutes(29));
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void endsAfterADayHoweverMuchItIsUsed() {
        PanelClient.LoggedIn me = PanelClient.operator();
        for (int minutes = 0; minutes < 24 * 60 - 20; minutes += 20) {
            ticker.advance(Duration.ofMinutes(20));
            assertThat(me.isAlive()).isTrue();
        }
        ticker.advance(Duration.ofMinutes(20));
        assertThat(me.isAlive()).isFalse();
    }

    @Test
    void saysThatASessionHasExpiredAndLeadsBackToWhereItWas() {
        PanelClient.LoggedIn me = PanelClient.operator();
        ticker.advance(Duration.ofMinutes(31));
        me.browser()
                .get("/?tail=5&x=%20y")
                .then()
                .statusCode(303)
                .header("Location", "/login?next=%2F%3Ftail%3D5%26x%3D%2520y");
        me.browser()
                .get("/login?next=%2F%3Ftail%3D5")
                .then()
                .statusCode(200)
                .body(containsString("id=\"expired\""))
                .body(containsString("name=\"next\" value=\"/?tail=5\""))
                .header("Set-Cookie", containsString("status_session=; "))
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void saysNothingOfTheKindWhileTheSessionLives() {
        PanelClient.operator()
                .browser()
                .get("/login")
                .then()
                .body(not(containsString("id=\"expired\"")))
                .header("Set-Cookie", nullValue());
    }

    @Test
    void logoutEndsTheSessionOnTheServerAndInTheBrowser() {
        PanelClient.LoggedIn me = PanelClient.operator();
        PanelClient.LoggedIn elsewhere = PanelClient.operator();
        CsrfTest.from(me.browser(), "OWN", "same-origin")
                .formParam("csrf_token", me.csrfToken())
                .post("/logout")
                .then()
                .statusCode(303)
                .header("Location", "/login")
                .header("Set-Cookie", equalTo("status_session=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0"));
        assertThat(me.isAlive()).isFalse();
        assertThat(elsewhere.isAlive()).isTrue();
    }

    @Test
    void logoutWithoutASessionLeadsToTheLogin() {
        browser().post("/logout").then().statusCode(303).header("Location", "/login");
        program().post("/logout").then().statusCode(401);
    }

    @Test
    void logoutIsNoLink() {
        PanelClient.LoggedIn me = PanelClient.operator();
        me.browser().get("/logout").then().statusCode(405);
        assertThat(me.isAlive()).isTrue();
    }

    @Test
    void mayReadTheInterfaceWithoutNamingTheAgent() {
        for (PanelClient.LoggedIn me : new PanelClient.LoggedIn[] {PanelClient.operator(), PanelClient.viewer()}) {
            me.program().get("/api/v1/token").then().statusCode(200).body("token_source", equalTo("static"));
            me.program()
                    .header("X-Agent-Id", PanelProfile.AGENT_ID)
                    .get("/api/v1/token")
                    .then()
                    .statusCode(200);
            me.program().get("/api/v1/nothing").then().statusCode(404);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "X-Agent-Id, another, agent-id-mismatch",
                "X-Agent-Id, '', agent-id-mismatch",
                "Authorization, Bearer wrong-token-0123456789, agent-id-mismatch",
                "Authorization, '', agent-id-mismatch",
                "Authorization, Basic b2xnYTp4, agent-id-mismatch",
                "Signature, x, agent-id-mismatch",
                "Signature-Input, x, agent-id-mismatch",
                "X-Agent-Signature, x, agent-id-mismatch"
            })
    void isRefusedWhereTheAgentIsMisnamedOrAnotherCredentialStandsBesideIt(String name, String value, String reason) {
        PanelClient.operator()
                .program()
                .header(name, value)
                .get("/api/v1/token")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:" + reason));
    }

    @Test
    void isNotLookedAtBesideATokenThatDecidesFirst() {
        PanelClient.LoggedIn me = PanelClient.operator();
        me.program()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer wrong-token-0123456789")
                .get("/api/v1/token")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:credential-invalid"));
        program()
                .cookie(PanelClient.COOKIE, "A".repeat(43))
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer " + PanelProfile.TOKEN)
                .get("/api/v1/token")
                .then()
                .statusCode(200);
    }

    @Test
    void isNotEnoughForWhatIsTheControlPlanesAlone() {
        PanelClient.operator()
                .program()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .get("/api/self/version")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:status:problem:forbidden"));
    }

    @Test
    void theAgentTokenOpensNoPage() {
        browser()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer " + PanelProfile.TOKEN)
                .get("/")
                .then()
                .statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/logout",
                "/nothing",
                "/panel/status.css",
                "/panel/icon.svg",
                "/api/v1/token",
                "/health"
            })
    void tellsBrowsersToRunNothingElsesAndShowItNowhere(String path) {
        browser()
                .get(path)
                .then()
                .header(
                        "Content-Security-Policy",
                        equalTo("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
                                + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY")
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void keepsPagesOutOfCaches() {
        PanelClient.operator().browser().get("/").then().header("Cache-Control", "no-store");
        browser().get("/login").then().header("Cache-Control", "no-store");
    }

    /** After an update, scripts of both releases must not meet in a page. */
    @ParameterizedTest
    @ValueSource(strings = {"/panel/logs.js", "/panel/logs/view.js"})
    void hasScriptsAskedAboutEachTime(String script) {
        String modified = browser()
                .get(script)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .contentType(containsString("text/javascript"))
                .extract()
                .header("Last-Modified");
        browser().header("If-Modified-Since", modified).get(script).then().statusCode(304);
    }

    @Test
    void letsTheStyleSheetBeCachedAndNothingThatIsNotThere() {
        browser()
                .get("/panel/status.css")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age=3600"))
                .header("Last-Modified", notNullValue());
        for (String missing : List.of("/panel/nothing.css", "/panel/", "/panel/../nothing")) {
            assertThat(browser().get(missing).headers().getValues("Cache-Control"))
                    .as(missing)
                    .containsExactly("no-store");
        }
        assertThat(browser().post("/panel/status.css").headers().getValues("Cache-Control"))
                .containsExactly("no-store");
    }

    private static String sha256(String id) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
