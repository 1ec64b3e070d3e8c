package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.COMMANDS;
import static dev.statusagent.command.ControlPlane.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.RawHttp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue as a control plane sees it. */
@QuarkusTest
@TestProfile(QueueProfile.class)
class QueueTest {
    private static final String ENQUEUE = COMMANDS + "/enqueue";
    private static final String REPORT = COMMANDS + "/report";

    @TestHTTPResource("/")
    URI server;

    private ControlPlane plane;

    @BeforeEach
    void empty() {
        plane = new ControlPlane(server);
        plane.drain();
    }

    @Test
    void aCommandGoesFromItsCallerToAClientAndItsResultBack() {
        RawHttp.Answer enqueued = plane.post(
                ENQUEUE,
                "{\"id\":\"way-1\",\"name\":\"uname -a\",\"params\":{\"timeout_secs\":7,\"priority\":\"high\"},"
                        + "\"deployment_hash\":\"default\"}");
        assertThat(enqueued.status()).isEqualTo(202);
        assertThat(body(enqueued).toString()).isEqualTo("{\"queued\":true,\"id\":\"way-1\"}");

        JsonNode leased = body(plane.poll());
        assertThat(leased.path("id").asText()).isEqualTo("way-1");
        assertThat(leased.path("name").asText()).isEqualTo("uname -a");
        assertThat(leased.path("params").toString()).isEqualTo("{\"timeout_secs\":7,\"priority\":\"high\"}");
        assertThat(leased.path("deployment_hash").asText()).isEqualTo("default");
        assertThat(leased.path("attempt").asInt()).isEqualTo(1);
        assertThat(Instant.parse(leased.path("leased_until").asText()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(38));

        JsonNode shown = body(plane.get(COMMANDS + "/way-1"));
        assertThat(shown.path("state").asText()).isEqualTo("leased");
        assertThat(shown.path("leased_to").asText()).isEqualTo("agent-under-test at 127.0.0.1");
        assertThat(shown.path("leased_until")).isEqualTo(leased.path("leased_until"));
        assertThat(shown.path("result").isNull()).isTrue();
        assertThat(shown.path("enqueued_by").path("identity").asText()).isEqualTo("agent-under-test");
        assertThat(shown.path("enqueued_by").path("client").asText()).isEqualTo("127.0.0.1");
        assertThat(shown.path("enqueued_by").path("request_id").asText()).isEqualTo(enqueued.header("X-Request-Id"));

        RawHttp.Answer reported = plane.post(
                REPORT,
                "{\"command_id\":\"way-1\",\"lease_id\":%s,\"status\":\"failed\",\"result\":{\"exit_code\":3,\"duration_secs\":0.5,"
                                .formatted(leased.path("lease_id"))
                        + "\"stdout\":\"out\",\"stderr\":\"err\"},\"error\":\"exit code 3\",\"executed_by\":\"runner-7\","
                        + "\"completed_at\":\"2026-11-25T01:10:42.431Z\"}");
        assertThat(reported.status()).isEqualTo(200);
        assertThat(body(reported).toString()).isEqualTo("{\"accepted\":true}");
        assertThat(body(plane.get(COMMANDS + "/way-1")).path("result").toString())
                .isEqualTo(
                        "{\"command_id\":\"way-1\",\"status\":\"failed\",\"result\":{\"exit_code\":3,"
                                + "\"duration_secs\":0.5,\"stdout\":\"out\",\"stderr\":\"err\"},\"error\":\"exit code 3\","
                                + "\"executed_by\":\"runner-7\",\"completed_at\":\"2026-11-25T01:10:42.431Z\",\"truncated\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/xml"})
    void answersInJsonOnly(String accepted) {
        RawHttp.Answer answer = plane.signed("POST", ENQUEUE)
                .body("{\"id\":\"not-shown\",\"name\":\"uname\"}")
                .header("Accept", accepted)
                .sign()
                .send(server);
        assertThat(answer.status()).isEqualTo(406);
        assertThat(plane.poll().status()).isEqualTo(204);
    }

    @Test
    void theSameIdAgainIsQueuedOnce() {
        plane.enqueue("twice");
        plane.enqueue("twice");
        assertThat(body(plane.poll()).path("id").asText()).isEqualTo("twice");
        assertThat(plane.poll().status()).isEqualTo(204);
        RawHttp.Answer other = plane.post(ENQUEUE, "{\"id\":\"twice\",\"name\":\"uname -r\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("urn:status:problem:id-conflict");
        plane.report("twice");
        plane.enqueue("twice");
        assertThat(plane.poll().status()).isEqualTo(204);
    }

    @Test
    void theFirstReportCounts() {
        plane.enqueue("first-report");
        assertThat(plane.report("first-report").status()).isEqualTo(200);
        assertThat(plane.post(REPORT, "{\"command_id\":\"first-report\",\"status\":\"killed\"}")
                        .status())
                .isEqualTo(200);
        JsonNode result = body(plane.get(COMMANDS + "/first-report")).path("result");
        assertThat(result.path("status").asText()).isEqualTo("success");
        assertThat(result.path("executed_by").asText()).isEqualTo("agent-under-test at 127.0.0.1");
        assertThat(plane.report("nobody-knows-me").status()).isEqualTo(404);
    }

    @Test
    void keeps64KiBOfEachStream() {
        plane.enqueue("long-output");
        RawHttp.Answer reported = plane.post(
                REPORT,
                "{\"command_id\":\"long-output\",\"status\":\"success\",\"result\":{\"exit_code\":0,\"duration_secs\":1,"
                        + "\"stdout\":\"" + "x".repeat(70_000) + "\",\"stderr\":\"e\"}}");
        assertThat(reported.status()).as(reported.text()).isEqualTo(200);
        String shown = plane.get(COMMANDS + "/long-output").text();
        assertThat(shown).contains("\"truncated\":true");
        assertThat(shown.substring(shown.indexOf("\"stdout\"")).chars().filter(c -> c == 'x'))
                .hasSizeBetween(64 * 1024, 64 * 1024 + 8); // a few are in other fields
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command_id | {\"status\":\"success\"}",
                "command_id | {\"command_id\":7,\"status\":\"success\"}",
                "status | {\"command_id\":\"x\"}",
                "status | {\"command_id\":\"x\",\"status\":\"SUCCESS\"}",
                "result.exit_code | {\"command_id\":\"x\",\"status\":\"success\",\"result\":{\"exit_code\":\"0\",\"duration_secs\":1}}",
                "result.duration_secs | {\"command_id\":\"x\",\"status\":\"success\",\"result\":{\"duration_secs\":\"1\"}}",
                "result.duration_secs | {\"command_id\":\"x\",\"status\":\"success\",\"result\":{\"exit_code\":0}}",
                "result.duration_secs | {\"command_id\":\"x\",\"status\":\"success\",\"result\":{\"duration_secs\":-1}}",
                "result.stdout | {\"command_id\":\"x\",\"status\":\"success\",\"result\":{\"duration_secs\":1,\"stdout\":1}}",
                "completed_at | {\"command_id\":\"x\",\"status\":\"success\",\"completed_at\":\"yesterday\"}",
                "completed_at | {\"command_id\":\"x\",\"status\":\"success\",\"completed_at\":1}",
                "executed_by | {\"command_id\":\"x\",\"status\":\"success\",\"executed_by\":\"\"}",
                "truncated | {\"command_id\":\"x\",\"status\":\"success\",\"truncated\":\"no\"}",
                "lease_id | {\"command_id\":\"x\",\"status\":\"success\",\"lease_id\":1}",
                "body | null"
            })
    void refusesAWrongReportAndNamesTheField(String field, String report) {
        assertRefused(plane.post(REPORT, report), field);
    }

    private static void assertRefused(RawHttp.Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(body(answer).path("type").asText()).isEqualTo("urn:status:problem:bad-request");
        assertThat(body(answer).path("detail").asText()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout_secs | {\"id\":\"x\",\"name\":\"uname\",\"params\":{\"timeout_secs\":\"60\"}}",
                "priority | {\"id\":\"x\",\"name\":\"uname\",\"params\":{\"priority\":\"urgent\"}}",
                "id | {\"name\":\"uname\"}",
                "deployment_hash | {\"id\":\"x\",\"name\":\"uname\",\"deployment_hash\":1}",
                "body | null"
            })
    void refusesAWrongCommandAndNamesTheField(String field, String command) {
        assertRefused(plane.post(ENQUEUE, command), field);
    }

    @Test
    void refusesWhatThePolicyForbids() {
        RawHttp.Answer answer = plane.post(ENQUEUE, "{\"id\":\"forbidden\",\"name\":\"rm -rf /\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("urn:status:problem:command-refused");
        assertThat(plane.get(COMMANDS + "/forbidden").status()).isEqualTo(404);
    }

    @Test
    void isOfOneDeployment() {
        assertThat(plane.get(COMMANDS + "/wait/other?timeout=0").status()).isEqualTo(404);
        assertThat(plane.post(ENQUEUE, "{\"id\":\"other\",\"name\":\"uname\",\"deployment_hash\":\"other\"}")
                        .status())
                .isEqualTo(404);
        assertThat(plane.get(COMMANDS + "/other").status()).isEqualTo(404);
    }

    @Test
    void leasesNothingToWhoAsksForTheHeadOnly() {
        plane.post(ENQUEUE, "{\"id\":\"head\",\"name\":\"uname\"}");
        RawHttp.Answer head = plane.signed("HEAD", COMMANDS + "/wait/default?timeout=0")
                .sign()
                .send(server);
        assertThat(head.status()).isEqualTo(405);
        assertThat(plane.get(COMMANDS + "/wait/default?timeout=0").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "301", "x", "1.5", "%20"})
    void refusesAWrongTimeout(String timeout) {
        assertRefused(plane.get(COMMANDS + "/wait/default?timeout=" + timeout), "timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "state=lost", "state=QUEUED"})
    void refusesAWrongList(String query) {
        assertRefused(plane.get(COMMANDS + "?" + query), query.substring(0, query.indexOf('=')));
    }

    @Test
    void listsTheNewestFirst() {
        plane.enqueue("list-1");
        plane.enqueue("list-2");
        plane.report("list-1");
        JsonNode list = body(plane.get(COMMANDS + "?limit=2"));
        assertThat(list.path("commands").findValuesAsText("id")).containsExactly("list-2", "list-1");
        assertThat(list.path("total").asLong()).isGreaterThanOrEqualTo(2);
        JsonNode queued = body(plane.get(COMMANDS + "?state=queued"));
        assertThat(queued.path("total").asLong()).isEqualTo(1);
        JsonNode line = list.path("commands").get(1);
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "name",
                        "state",
                        "priority",
                        "attempts",
                        "enqueued_at",
                        "status",
                        "executed_by",
                        "completed_at");
        assertThat(line.path("status").asText()).isEqualTo("success");
    }

    @Test
    void countsByStateOutcomeAndExecutor() {
        plane.enqueue("count-1");
        JsonNode before = body(plane.get("/api/v1/diagnostics/commands"));
        plane.report("count-1");
        JsonNode after = body(plane.get("/api/v1/diagnostics/commands"));
        assertThat(after.path("by_state").path("queued").asLong())
                .isEqualTo(before.path("by_state").path("queued").asLong() - 1);
        assertThat(after.path("by_outcome").path("success").asLong())
                .isEqualTo(before.path("by_outcome").path("success").asLong() + 1);
        assertThat(after.path("by_executor")
                        .path("agent-under-test at 127.0.0.1")
                        .asLong())
                .isPositive();
    }

    @Test
    void aClientThatWaitsGetsWhatComesLater() throws Exception {
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> plane.get(COMMANDS + "/wait/default?timeout=20"));
        plane.enqueue("comes-later");
        assertThat(body(waiting.get(15, java.util.concurrent.TimeUnit.SECONDS))
                        .path("id")
                        .asText())
                .isEqualTo("comes-later");
    }
}
