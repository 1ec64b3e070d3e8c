package dev.statusagent.panel;

import static dev.statusagent.testing.PanelClient.browser;
import static dev.statusagent.testing.PanelClient.login;
import static dev.statusagent.testing.PanelClient.program;
import static dev.statusagent.testing.PanelProfile.OPERATOR;
import static dev.statusagent.testing.PanelProfile.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionStore;
import dev.statusagent.security.session.Sessions;
import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What logins and sessions leave behind: the audit log, the metric, and no secret anywhere. */
@QuarkusTest
@TestProfile(PanelProfile.class)
class SessionTraceTest {
    private static final String TYPO = "typed-into-the-wrong-field";

    @Inject
    MovedTicker ticker;

    @Inject
    SessionStore store;

    @Inject
    Sessions sessions;

    private final LogLines everything = LogLines.of("");

    /** And all sessions of other tests are over. */
    @BeforeEach
    void forgiven() {
        ticker.advance(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        everything.close();
    }

    @Test
    void namesWhoseSessionBeganAndHowItEnded() {
        PanelClient.LoggedIn first = PanelClient.operator();
        String second = login(first.browser(), OPERATOR, OPERATOR_PASSWORD).cookie(PanelClient.COOKIE);
        assertThat(events())
                .containsExactly(
                        "session_created success olga operator 127.0.0.1",
                        "session_ended replaced olga operator 127.0.0.1",
                        "session_created success olga operator 127.0.0.1");
        assertThat(String.join("\n", everything.all()))
                .doesNotContain(first.id())
                .doesNotContain(first.csrfToken())
                .doesNotContain(second)
                .doesNotContain(OPERATOR_PASSWORD);
    }

    @Test
    void ofAHundredSessionsThatAreOverNoneHasToMakeRoom() {
        fillUp();
        ticker.advance(Duration.ofHours(1));
        PanelClient.operator();
        assertThat(events()).last().isEqualTo("session_created success olga operator 127.0.0.1");
        assertThat(events()).noneMatch(event -> event.contains("too-many"));
        fillUp();
        assertThat(events()).last().isEqualTo("session_created success olga operator 127.0.0.1");
        PanelClient.operator();
        assertThat(events()).anyMatch(event -> event.startsWith("session_ended too-many olga"));
    }

    private void fillUp() {
        Session one = sessions.find(Optional.of(PanelClient.operator().id()))
                .await()
                .indefinitely()
                .orElseThrow();
        for (int i = 1; i < SessionStore.PER_USER; i++) {
            store.put("filling-" + i, one).await().indefinitely();
        }
    }

    @Test
    void namesALogout() {
        PanelClient.LoggedIn me = PanelClient.viewer();
        CsrfTest.from(me.program(), "OWN", null)
                .header("X-CSRF-Token", me.csrfToken())
                .post("/logout")
                .then()
                .statusCode(204);
        assertThat(events()).last().isEqualTo("session_ended logout víctor viewer 127.0.0.1");
    }

    @Test
    void namesAFailedLoginAndTheUserOnlyIfThereIsOne() {
        login(program(), OPERATOR, "wrong-password").then().statusCode(401);
        login(program(), TYPO, "wrong-password").then().statusCode(401);
        assertThat(events())
                .containsExactly(
                        "login_failed login-failed olga null 127.0.0.1",
                        "login_failed login-failed null null 127.0.0.1");
        assertThat(String.join("\n", everything.all())).doesNotContain(TYPO).doesNotContain("wrong-password");
    }

    @Test
    void namesLimitedLoginsOnceAMinute() {
        for (int i = 0; i < 5; i++) {
            login(program(), OPERATOR, "wrong");
        }
        for (int i = 0; i < 20; i++) {
            login(program(), OPERATOR, "wrong").then().statusCode(429);
        }
        assertThat(events().stream().filter(event -> event.startsWith("rate_limited")))
                .containsExactly("rate_limited login-address null null 127.0.0.1");
    }

    @Test
    void namesARequestOfAnotherSite() {
        PanelClient.LoggedIn me = PanelClient.operator();
        me.browser()
                .header("Origin", "https://evil.example")
                .post("/logout")
                .then()
                .statusCode(403);
        assertThat(events()).last().isEqualTo("auth_failure cross-site null null 127.0.0.1");
    }

    @Test
    void countsFailuresByReason() {
        login(browser(), OPERATOR, "wrong");
        get("/q/metrics").then().body(containsString("status_auth_failures_total{reason=\"login-failed\""));
    }

    private List<String> events() {
        return everything.all().stream()
                .filter(line -> line.startsWith("INFO {\"event\""))
                .map(line -> json(line.substring("INFO ".length())))
                .filter(event -> event.has("client")) // the agent itself may end old sessions meanwhile
                .map(event -> "%s %s %s %s %s"
                        .formatted(
                                event.get("event").asText(),
                                event.get("outcome").asText(),
                                text(event, "user"),
                                text(event, "role"),
                                event.get("client").asText()))
                .toList();
    }

    private static String text(JsonNode event, String field) {
        return event.has(field) ? event.get(field).asText() : null;
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
