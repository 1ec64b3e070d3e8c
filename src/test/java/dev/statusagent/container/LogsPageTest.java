package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel's page of a log, as the server makes it. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class LogsPageTest {
    private static final String LOGS = "/containers/web/logs";

    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));

    @BeforeEach
    void install() {
        runtime.states.put("web", ContainerState.RUNNING);
        QuarkusMock.installMockForType(containers, Containers.class);
    }

    @AfterEach
    void close() {
        containers.close();
    }

    private static ValidatableResponse page(String path) {
        return PanelClient.operator().browser().get(path).then();
    }

    @Test
    void showsTheLastLinesToBoth() {
        page(LOGS)
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("line &quot;0&quot;"))
                .body(containsString("6 of 6 lines"))
                .body(containsString("src=\"/panel/logs.js\""));
        PanelClient.viewer().browser().get(LOGS).then().statusCode(200);
    }

    @Test
    void filtersAndMarks() {
        page(LOGS + "?q=LINE%20%22&stream=stderr&tail=500")
                .statusCode(200)
                .body(containsString("3 of 6 lines"))
                .body(containsString("<mark>line &quot;</mark>4"))
                .body(containsString("logs/download?tail=500&amp;q=LINE+%22&amp;stream=stderr"));
    }

    @Test
    void sameAsJsonForPrograms() {
        PanelClient.viewer()
                .program()
                .get(LOGS + "?q=3")
                .then()
                .statusCode(200)
                .body("container", equalTo("web"))
                .body("read", equalTo(6))
                .body("cut", equalTo(false))
                .body("lines", hasSize(1))
                .body("lines[0].stream", equalTo("stdout"))
                .body("lines[0].at", equalTo("2026-11-25T04:00:01.000000000Z"))
                .body("lines.text", contains("line \"3\""));
    }

    @Test
    void isAFileToo() {
        String file = page(LOGS + "/download?stream=stdout&tail=20000")
                .statusCode(200)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"web.log\"")
                .extract()
                .asString();
        assertThat(file).isEqualTo("line \"1\"\nline \"3\"\nline \"5\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGS, LOGS + "/download"})
    void aStrangerIsSentToTheLoginAndBack(String path) {
        PanelClient.browser()
                .get(path + "?tail=5")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?next=%2Fcontainers%2Fweb%2Flogs"));
        PanelClient.program().get(LOGS).then().statusCode(401);
    }

    /** Outside the guarded paths a credential of the control plane counts for nothing. */
    @Test
    void theControlPlaneHasNoBusinessHere() {
        PanelClient.program()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer " + PanelProfile.TOKEN)
                .get(LOGS)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "-web", "web%22%3E%3Cscript%3E", "web%0D%0Ax"})
    void aPageSaysThatThereIsNoSuchContainer(String name) {
        page("/containers/" + name + "/logs")
                .statusCode(404)
                .contentType("text/html;charset=UTF-8")
                .body(allOf(containsString("There is no container called"), not(containsString("<script>"))));
        page("/containers/" + name + "/logs/download").statusCode(404);
        PanelClient.operator()
                .program()
                .get("/containers/" + name + "/logs")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:status:problem:not-found"));
    }

    @Test
    void aPageSaysThatThereIsNoRuntime() {
        runtime.away = true;
        page(LOGS)
                .statusCode(503)
                .header("Retry-After", "5")
                .body(containsString("There is no container runtime, or it does not answer."));
        page(LOGS + "/download").statusCode(503).body("type", equalTo("urn:status:problem:runtime-unavailable"));
    }

    @ParameterizedTest
    @CsvSource({
        "tail=0, tail must be",
        "tail=2001, tail must be",
        "tail=-1, tail must be",
        "tail=all, tail must be",
        "stream=both, stream must be",
        "q=LONG, q must have"
    })
    void refusesWrongParametersAndNamesThem(String query, String reason) {
        String path = LOGS + '?' + query.replace("LONG", "x".repeat(201));
        page(path).statusCode(400).contentType("text/html;charset=UTF-8").body(containsString(reason));
        PanelClient.operator().program().get(path).then().statusCode(400).body("detail", startsWith(reason));
    }

    @Test
    void aFileHasALimitToo() {
        page(LOGS + "/download?tail=20001").statusCode(400);
    }
}
