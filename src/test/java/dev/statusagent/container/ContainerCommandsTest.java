package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that act on containers. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class ContainerCommandsTest {
    @TestHTTPResource("/")
    private URI server;

    @Inject
    private ContainerJob job;

    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));

    @BeforeEach
    void install() {
        runtime.states.put("web", ContainerState.RUNNING);
        runtime.states.put("job", ContainerState.EXITED);
        QuarkusMock.installMockForType(containers, Containers.class);
        sample();
    }

    private void sample() {
        job.sample().await().atMost(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        containers.close();
    }

    private RawHttp.Answer execute(String name) {
        return new SignedRequest(PanelProfile.AGENT_ID, PanelProfile.TOKEN, "/api/v1/commands/execute")
                .body("{\"id\":\"c1\",\"name\":\"" + name + "\"}")
                .sign()
                .send(server);
    }

    private JsonPath result(String name) {
        RawHttp.Answer answer = execute(name);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JsonPath.from(answer.text().substring(answer.text().indexOf("\r\n\r\n")));
    }

    @Test
    void actsOnAContainer() {
        runtime.states.put("web", ContainerState.EXITED);
        JsonPath result = result("docker:restart:web");
        assertThat(result.getString("status")).isEqualTo("success");
        assertThat(result.getInt("result.exit_code")).isZero();
        assertThat(runtime.states).containsEntry("web", ContainerState.RUNNING);
    }

    @Test
    void theLogIsInBothStreamsOfTheResult() {
        JsonPath result = result("docker:logs:web:50");
        assertThat(result.getString("result.stdout")).isEqualTo("line \"1\"\nline \"3\"\nline \"5\"\n");
        assertThat(result.getString("result.stderr")).isEqualTo("line \"0\"\nline \"2\"\nline \"4\"\n");
        assertThat(result.getBoolean("truncated")).isFalse();
        assertThat(runtime.queries.get(0).tail()).hasValue(50);
        assertThat(runtime.logs.get(0).isClosed()).isTrue();
    }

    @Test
    void theInspectionIsJsonInTheFirst() {
        JsonPath inspection = JsonPath.from(result("docker:inspect:web").getString("result.stdout"));
        assertThat(inspection.getString("name")).isEqualTo("web");
        assertThat(inspection.getString("state")).isEqualTo("running");
        assertThat(inspection.getList("environment")).containsExactly((Object) "PATH");
    }

    @Test
    void whatIsImpossibleHasFailed() {
        JsonPath unknown = result("docker:restart:nobody");
        assertThat(unknown.getString("status")).isEqualTo("failed");
        assertThat(unknown.getString("error")).isEqualTo("There is no such container");
    }

    @Test
    void needsTheScopeOfTheAction() {
        assertThat(execute("docker:stop:web").status()).isEqualTo(403);
        assertThat(runtime.states).containsEntry("web", ContainerState.RUNNING);
    }

    @Test
    void withoutARuntimeIsTriedAgainLater() {
        runtime.away = true;
        sample();
        RawHttp.Answer answer = execute("docker:restart:web");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
