package dev.statusagent.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.container.ContainerState;
import dev.statusagent.container.ContainersProfile;
import dev.statusagent.container.GivenContainers;
import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dashboard and alerts ask for is what the running application exports. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class ExportedMetricsTest {
    private static final Path RULES = Path.of("docker/prometheus/status.rules.yaml");

    @TestHTTPResource("/")
    URI server;

    private final GivenContainers containers = new GivenContainers();

    /** Some metrics are absent before there is something to count. */
    @BeforeEach
    void makeSomethingHappen() {
        containers.put("web", ContainerState.RUNNING);
        containers.install();
        GivenContainers.sample();
        given().header("X-Agent-Id", "somebody-else")
                .get("/api/v1/token")
                .then()
                .statusCode(401);
        new SignedRequest(PanelProfile.AGENT_ID, PanelProfile.TOKEN, "/api/v1/commands/execute")
                .body("{\"id\":\"counted\",\"name\":\"echo counted\"}")
                .sign()
                .send(server);
    }

    @AfterEach
    void close() {
        containers.close();
    }

    @Test
    void dashboardAndAlertsNameOnlyWhatIsExported() {
        Set<String> exported = given().accept("text/plain")
                .get("/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
        assertThat(new Dashboard().queries().flatMap(Dashboard::metrics))
                .isNotEmpty()
                .isSubsetOf(exported);
        assertThat(Yaml.read(RULES).findValuesAsText("expr").stream().flatMap(Dashboard::metrics))
                .isNotEmpty()
                .isSubsetOf(exported);
    }
}
