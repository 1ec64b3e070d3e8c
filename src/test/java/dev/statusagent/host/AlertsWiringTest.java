package dev.statusagent.host;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.host.alert.Alerts;
import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelClient.LoggedIn;
import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.WebhookReceiver;
import dev.statusagent.testing.WebhookReceiver.Request;
import dev.statusagent.testing.dashboard.Fault;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a sample to the notification and the webhooks, and who may see and mark notifications. */
@QuarkusTest
@TestProfile(AlertsProfile.class)
class AlertsWiringTest {
    private static final String ALL = "/api/v1/notifications";
    private static final String UNREAD = ALL + "/unread-count";
    private static final String READ = ALL + "/read";

    @TestHTTPResource("/")
    private URI server;

    @Inject
    private HostSamplingJob job;

    @Inject
    private Alerts alerts;

    @Inject
    private ObjectMapper json;

    private WebhookReceiver receiver;

    /** The sample of the start is over, the alert is not firing, and everything is read. */
    @BeforeEach
    void calm() {
        await().untilAsserted(() -> given().get("/metrics").then().statusCode(200));
        job.sample();
        memory(1);
        assertThat(signed(READ, null).status()).isEqualTo(200);
    }

    private void memory(double pct) {
        alerts.sampled(Samples.sample(1, pct, 1));
    }

    private static RequestSpecification agent() {
        return given().header("X-Agent-Id", PanelProfile.AGENT_ID).auth().oauth2(PanelProfile.TOKEN);
    }

    private RawHttp.Answer signed(String path, String body) {
        SignedRequest request = new SignedRequest(PanelProfile.AGENT_ID, PanelProfile.TOKEN, path);
        if (body != null) {
            request.body(body).header("Content-Type", "application/json");
        }
        return request.sign().send(server);
    }

    private static ValidatableResponse marked(LoggedIn person, String body) {
        return person.program()
                .header("X-CSRF-Token", person.csrfToken())
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/json")
                .body(body)
                .post(READ)
                .then();
    }

    private static int unread() {
        return agent().get(UNREAD).then().statusCode(200).extract().path("unread_count");
    }

    @Test
    void anAlertBecomesANotification() {
        memory(60.5);
        memory(44);
        agent().get(ALL + "?limit=2")
                .then()
                .statusCode(200)
                .body("notifications.state", contains("resolved", "fired"))
                .body("notifications.read", contains(false, false))
                .body("notifications[1].type", equalTo("alert"))
                .body("notifications[1].alert", equalTo("memory"))
                .body("notifications[1].message", equalTo("Memory use is 60.5 %, above 50 %"))
                .body("notifications[1].value_pct", equalTo(60.5f))
                .body("notifications[1].threshold_pct", equalTo(50))
                .body("notifications[1].created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));
        assertThat(unread()).isEqualTo(2);
    }

    @Test
    void marksTheNamedOnesAndPassesOverTheOthers() {
        memory(60);
        memory(1);
        String id = agent().get(ALL).then().extract().path("notifications[0].id");
        RawHttp.Answer answer = signed(READ, "{\"ids\":[\"" + id + "\",\"never-heard-of\"]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("{\"marked\":1,\"unread_count\":1}");
        agent().get(ALL + "?limit=2").then().body("notifications.read", contains(true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"all\":true}"})
    void marksAllWhereNoneIsNamed(String body) {
        memory(60);
        memory(1);
        assertThat(signed(READ, body.isEmpty() ? null : body).text()).contains("{\"marked\":2,\"unread_count\":0}");
        assertThat(unread()).isZero();
    }

    @Test
    void peopleShareTheMark() {
        memory(60);
        marked(PanelClient.operator(), "{}").statusCode(200).body("marked", equalTo(1));
        PanelClient.viewer().program().get(UNREAD).then().statusCode(200).body("unread_count", equalTo(0));
    }

    @ParameterizedTest(name = "{0} is refused, naming {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ids\":\"n-1\"} | ids",
                "{\"ids\":[1]} | ids",
                "{\"ids\":[null]} | ids",
                "{\"ids\":{}} | ids",
                "{\"ids\": | understood",
                "[] | understood"
            })
    void refusesABodyThatIsWrong(String body, String named) {
        RawHttp.Answer answer = signed(READ, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json", "urn:status:problem:bad-request");
        if (!named.equals("understood")) {
            assertThat(answer.text()).contains(named);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "ten", "1.5", "99999999999"})
    void refusesALimitThatIsWrong(String limit) {
        agent().queryParam("limit", limit)
                .get(ALL)
                .then()
                .statusCode(400)
                .body("detail", equalTo("limit must be a whole number from 1 to 200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, UNREAD, "/api/v1/metrics/history"})
    void whoMayLook(String path) {
        agent().get(path).then().statusCode(200);
        PanelClient.operator().program().get(path).then().statusCode(200);
        PanelClient.viewer().program().get(path).then().statusCode(200);
        given().header("X-Agent-Id", PanelProfile.AGENT_ID).get(path).then().statusCode(401);
        given().auth().oauth2(PanelProfile.TOKEN).get(path).then().statusCode(401);
        given().header("X-Agent-Id", PanelProfile.AGENT_ID)
                .auth()
                .oauth2("wrong-token-0123456789")
                .get(path)
                .then()
                .statusCode(401);
    }

    @Test
    void whoMayMark() {
        marked(PanelClient.operator(), "{}").statusCode(200);
        marked(PanelClient.viewer(), "{}").statusCode(403).body("type", containsString("forbidden"));
        assertThat(signed(READ, "{}").status()).isEqualTo(200);
        agent().contentType("application/json")
                .body("{}")
                .post(READ)
                .then()
                .statusCode(401)
                .body("type", containsString("signature-required"));
        given().header("X-Agent-Id", PanelProfile.AGENT_ID).post(READ).then().statusCode(401);
        PanelClient.operator()
                .program()
                .header("Sec-Fetch-Site", "same-origin")
                .post(READ)
                .then()
                .statusCode(403)
                .body("type", containsString("cross-site"));
    }

    @Test
    void anAlertIsSentToItsWebhook() throws Exception {
        memory(60.5);
        String id = agent().get(ALL).then().extract().path("notifications[0].id");
        await().until(() -> sent("/alerts", id) != null);
        JsonNode message = sent("/alerts", id);
        assertThat(message.get("agent_id").asText()).isEqualTo(PanelProfile.AGENT_ID);
        assertThat(message.get("alert").asText()).isEqualTo("memory");
        assertThat(message.get("state").asText()).isEqualTo("fired");
        assertThat(message.get("value_pct").asDouble()).isEqualTo(60.5);
    }

    @Test
    void aSampleIsSentToItsWebhook() throws Exception {
        job.sample();
        await().until(() -> sent("/samples", "timestamp_ms") != null);
        JsonNode message = sent("/samples", "timestamp_ms");
        assertThat(message.get("agent_id").asText()).isEqualTo(PanelProfile.AGENT_ID);
        assertThat(message.get("type").asText()).isEqualTo("sample");
        assertThat(message.get("sample").get("memory_total_bytes").asLong()).isPositive();
    }

    private JsonNode sent(String path, String part) throws JsonProcessingException {
        List<Request> requests = receiver.requests();
        for (Request request : requests) {
            if (request.target().startsWith(path) && request.body().contains(part)) {
                return json.readTree(request.body());
            }
        }
        return null;
    }

    @Test
    void theAddressIsInNoLogLine() {
        try (LogLines log = LogLines.of("dev.statusagent.host")) {
            receiver.fault(Fault.status(404));
            memory(60);
            await().until(() -> log.all().stream().anyMatch(line -> line.contains("(status 404)")));
            assertThat(log.all()).noneMatch(line -> line.contains("7qz") || line.contains("localhost"));
        }
    }

    @Test
    void isInTheApiDescriptionWithExamples() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'" + ALL + "'.get.tags", hasItems("notifications"))
                .body("components.schemas.NotificationsAnswer.examples[0].notifications", not(equalTo(null)))
                .body("components.schemas.UnreadAnswer.examples[0].unread_count", equalTo(3))
                .body("components.schemas.MarkedAnswer.examples[0].marked", equalTo(1))
                .body("components.schemas.MarkReadRequest.examples[0].ids", not(equalTo(null)));
    }

    @Test
    void exportsItsMetricsAndFeatures() {
        given().accept("text/plain")
                .get("/metrics")
                .then()
                .body(allOf(
                        containsString("status_alert_firing{alert=\"cpu\",} 0.0"),
                        containsString("status_webhook_total{kind=\"alert\",outcome=\"dropped\",} 0.0"),
                        containsString("status_webhook_total{kind=\"sample\",outcome=\"delivered\",}"),
                        containsString("status_host_network_receive_bytes_total"),
                        containsString("status_host_network_transmit_bytes_total")));
        given().get("/capabilities").then().body("features", hasItems("alerts", "notifications"));
    }
}
