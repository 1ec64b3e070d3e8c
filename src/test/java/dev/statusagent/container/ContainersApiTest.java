package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelClient.LoggedIn;
import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ContainersProfile.class)
class ContainersApiTest {
    private static final String ALL = "/api/v1/containers";
    private static final String WEB = ALL + "/web";

    @TestHTTPResource("/")
    private URI server;

    @Inject
    private ContainerJob job;

    @Inject
    private OpenLogs open;

    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));

    @BeforeEach
    void install() {
        runtime.states.put("web", ContainerState.RUNNING);
        runtime.states.put("job", ContainerState.EXITED);
        QuarkusMock.installMockForType(containers, Containers.class);
    }

    @AfterEach
    void close() {
        containers.close();
    }

    private static RequestSpecification agent() {
        return RestAssured.given()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer " + PanelProfile.TOKEN);
    }

    private RawHttp.Answer signed(String path) {
        return new SignedRequest(PanelProfile.AGENT_ID, PanelProfile.TOKEN, path)
                .sign()
                .send(server);
    }

    private ValidatableResponse act(LoggedIn person, String action) {
        return person.program()
                .header("X-CSRF-Token", person.csrfToken())
                .header("Sec-Fetch-Site", "same-origin")
                .post(WEB + '/' + action)
                .then();
    }

    @Test
    void listsTheContainers() {
        agent().get(ALL)
                .then()
                .statusCode(200)
                .body("containers.name", contains("job", "web"))
                .body("containers[1].state", equalTo("running"))
                .body("containers[1].started_at", equalTo("2026-11-25T04:00:00Z"))
                .body("containers[1].restart_count", equalTo(0))
                .body("containers[1].ports[0].host_port", equalTo(8080))
                .body("containers[1].health.last_probe_output", equalTo("fine"))
                .body("containers[1].labels.team", equalTo("shop"));
    }

    @Test
    void inspectsOne() {
        agent().get(WEB)
                .then()
                .statusCode(200)
                .body("name", equalTo("web"))
                .body("image", equalTo("probe:1"))
                .body("exit_code", nullValue())
                .body("environment", contains("PATH"))
                .body("restart_policy", equalTo("always"));
    }

    @Test
    void measuresOne() {
        agent().get(WEB + "/stats")
                .then()
                .statusCode(200)
                .body("cpu_usage_pct", equalTo(12.5f))
                .body("memory_used_bytes", equalTo(1000))
                .body("memory_limit_bytes", equalTo(2000));
    }

    @Test
    void tellsTheHealthOfAll() {
        agent().get(ALL + "/health").then().statusCode(200).body("status", equalTo("ok"));
        runtime.health = "unhealthy";
        PanelClient.viewer()
                .program()
                .get("/stack/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("degraded"))
                .body("containers[1].health.last_probe_output", equalTo("fine"));
        PanelClient.program().get("/stack/health").then().statusCode(401);
    }

    @Test
    void anActionByTheAgentIsDoneAndAudited() {
        try (LogLines audit = LogLines.of("audit")) {
            assertThat(signed(WEB + "/restart").status()).isEqualTo(204);
            assertThat(audit.all())
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    "\"event\":\"command_executed\"",
                                    "\"actor\":\"" + PanelProfile.AGENT_ID + '"',
                                    "\"outcome\":\"success\"",
                                    "\"program\":\"docker:restart\"",
                                    "\"container\":\"web\"",
                                    "\"request_id\":",
                                    "\"client\":\"127.0.0.1\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "pause", "unpause"})
    void anActionNeedsItsScope(String action) {
        RawHttp.Answer answer = signed(WEB + '/' + action);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(runtime.states).containsEntry("web", ContainerState.RUNNING);
    }

    @Test
    void anActionNeedsASignature() {
        agent().post(WEB + "/restart").then().statusCode(401);
    }

    @Test
    void theOperatorMayDoEverything() {
        LoggedIn operator = PanelClient.operator();
        act(operator, "pause").statusCode(204);
        act(operator, "unpause").statusCode(204);
        act(operator, "stop").statusCode(204);
        act(operator, "start").statusCode(204);
        act(operator, "restart").statusCode(204);
        operator.program().get(ALL).then().statusCode(200);
        operator.program().accept("text/plain").get(WEB + "/logs").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "pause", "unpause"})
    void theViewerMayOnlyLook(String action) {
        LoggedIn viewer = PanelClient.viewer();
        try (LogLines audit = LogLines.of("audit")) {
            act(viewer, action).statusCode(403).body("type", equalTo("urn:status:problem:forbidden"));
            assertThat(audit.all()).anyMatch(line -> line.contains("\"event\":\"scope_denied\""));
        }
        viewer.program().get(WEB).then().statusCode(200);
        viewer.program().get(WEB + "/stats").then().statusCode(200);
        viewer.program().accept("text/plain").get(WEB + "/logs").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/health", "/web", "/web/stats", "/web/logs"})
    void aStrangerSeesNothing(String path) {
        PanelClient.program().get(ALL + path).then().statusCode(401);
        RestAssured.given()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .get(ALL + path)
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsImpossibleIsAConflict() {
        LoggedIn operator = PanelClient.operator();
        try (LogLines audit = LogLines.of("audit")) {
            act(operator, "unpause")
                    .statusCode(409)
                    .body("type", equalTo("urn:status:problem:container-state"))
                    .body("detail", equalTo("The container is not paused"));
            assertThat(audit.all()).anyMatch(line -> line.contains("\"outcome\":\"container-state\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nobody", "/nobody/stats", "/nobody/logs", "/-web", "/web%2Fx", "/web%0A"})
    void thereIsNoOther(String path) {
        agent().urlEncodingEnabled(false)
                .get(ALL + path)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:status:problem:not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/health", "/web", "/web/stats", "/web/logs", "/web/logs?follow=true"})
    void withoutARuntimeIsTriedAgainLater(String path) {
        runtime.away = true;
        agent().get(ALL + path)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo("urn:status:problem:runtime-unavailable"));
    }

    @Test
    void aLogIsTextWithoutFollowing() {
        String log = agent().get(WEB + "/logs")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/plain"))
                .extract()
                .asString();
        assertThat(log.lines()).hasSize(6).first().isEqualTo("line \"0\"");
        assertThat(runtime.queries).containsExactly(new LogQuery(OptionalInt.of(100), Optional.empty(), false));
    }

    @Test
    void aLogIsEventsWithoutFollowingWhereThoseAreAccepted() {
        String log = agent().accept("text/event-stream")
                .get(WEB + "/logs?tail=7")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/event-stream"))
                .extract()
                .asString();
        assertThat(log.lines().filter(line -> line.startsWith("data: {\"stream\"")))
                .hasSize(6);
        assertThat(log).endsWith("data: {\"reason\":\"log-ended\"}\n\n");
        assertThat(runtime.queries).containsExactly(new LogQuery(OptionalInt.of(7), Optional.empty(), false));
        agent().accept("*/*").get(WEB + "/logs").then().header("Content-Type", startsWith("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "*/*", "text/plain"})
    void aFollowedLogIsEventsUntilTheLogEnds(String accept) {
        Awaitility.await().until(() -> open.size() == 0);
        Thread end = new Thread(() -> {
            Awaitility.await().until(() -> !runtime.logs.isEmpty());
            runtime.logs.get(0).finish();
        });
        end.start();
        String log = agent().accept(accept)
                .get(WEB + "/logs?follow=true&tail=all&since=1795579200")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/event-stream"))
                .extract()
                .asString();
        assertThat(log).contains("data: {\"stream\":\"stdout\"").endsWith("data: {\"reason\":\"log-ended\"}\n\n");
        assertThat(runtime.queries.get(0).since()).contains(java.time.Instant.ofEpochSecond(1_795_579_200L));
        Awaitility.await().until(() -> open.size() == 0);
    }

    @Test
    void aClientGoesOnWhereItWas() {
        Thread end = new Thread(() -> {
            Awaitility.await().until(() -> !runtime.logs.isEmpty());
            runtime.logs.get(0).finish();
        });
        end.start();
        String log = agent().header("Last-Event-ID", "2026-11-25T04:00:00.000000000Z/1")
                .get(WEB + "/logs?follow=true")
                .asString();
        assertThat(log).startsWith("id: 2026-11-25T04:00:00.000000000Z/2\n");
        assertThat(runtime.queries)
                .containsExactly(new LogQuery(
                        OptionalInt.empty(), Optional.of(java.time.Instant.parse("2026-11-25T04:00:00Z")), true));
    }

    @Test
    void aClientThatLeavesClosesTheLog() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(server.getHost(), server.getPort())) {
            String request = "GET " + WEB + "/logs?follow=true HTTP/1.1\r\nHost: x\r\nX-Agent-Id: "
                    + PanelProfile.AGENT_ID + "\r\nAuthorization: Bearer " + PanelProfile.TOKEN + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
        }
        Awaitility.await().until(() -> runtime.logs.get(0).isClosed() && open.size() == 0);
    }

    @ParameterizedTest
    @CsvSource({"follow=true, text/event-stream", "follow=false, text/plain"})
    void whoAsksForTheHeadOnlyHoldsNoLogOpen(String query, String type) {
        agent().head(WEB + "/logs?" + query).then().statusCode(200).header("Content-Type", startsWith(type));
        Awaitility.await().until(() -> runtime.logs.get(0).isClosed() && open.size() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "tail=-1, tail",
        "tail=ten, tail",
        "since=yesterday, since",
        "follow=yes, follow",
    })
    void refusesWrongParametersAndNamesThem(String query, String named) {
        agent().get(WEB + "/logs?" + query).then().statusCode(400).body("detail", startsWith(named));
    }

    @Test
    void refusesAnEventIdThatItDidNotGive() {
        agent().header("Last-Event-ID", "7")
                .get(WEB + "/logs?follow=true")
                .then()
                .statusCode(400)
                .body("detail", startsWith("Last-Event-ID"));
    }

    @Test
    void noMoreLogsAreReadThanThereMayBe() {
        for (int i = 0; i < OpenLogs.MOST; i++) {
            open.open("web", new LogQuery(OptionalInt.empty(), Optional.empty(), true), new PlainLog())
                    .await()
                    .atMost(Duration.ofSeconds(10));
        }
        agent().get(WEB + "/logs")
                .then()
                .statusCode(503)
                .header("Retry-After", "10")
                .body("type", equalTo("urn:status:problem:logs-busy"));
        runtime.logs.forEach(FakeRuntime.FakeLog::close);
        Awaitility.await().until(() -> open.size() == 0);
        Awaitility.await().until(() -> agent().get(WEB + "/logs").statusCode() == 200);
    }

    @Test
    void theLastSamplingIsInTheMetricsAndTheCapabilities() {
        job.sample().await().atMost(Duration.ofSeconds(10));
        assertThat(RestAssured.given().accept("text/plain").get("/metrics").asString())
                .contains("status_container_up{name=\"web\",} 1.0", "status_container_up{name=\"job\",} 0.0");
        RestAssured.get("/capabilities").then().body("runtime", equalTo("docker"));
        runtime.away = true;
        job.sample().await().atMost(Duration.ofSeconds(10));
        assertThat(RestAssured.given().accept("text/plain").get("/metrics").asString())
                .doesNotContain("status_container_up{");
        RestAssured.get("/capabilities").then().body("runtime", equalTo("none"));
    }
}
