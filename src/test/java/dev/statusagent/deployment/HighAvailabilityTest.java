package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overlay {@code ha}: several agents that share one state. */
class HighAvailabilityTest {
    @TempDir
    Path directory;

    private Manifests rendered;

    @BeforeEach
    void render() {
        rendered = Manifests.render("overlays/ha", directory);
    }

    @Test
    void threeAgentsShareTheirStateAndTheirName() {
        assertThat(rendered.only("Deployment").at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(rendered.settings().path("STATUS_STATE").asText()).isEqualTo("redis");
        assertThat(rendered.settings().path("AGENT_ID").asText()).isNotEmpty();
        assertThat(rendered.container().has("env")).isFalse();
    }

    /** A claim would be one agent's: each has its own directory. */
    @Test
    void noAgentKeepsTheDataOfAnother() {
        assertThat(volume("data").has("emptyDir")).isTrue();
        assertThat(rendered.has("PersistentVolumeClaim")).isFalse();
    }

    @Test
    void theAddressOfRedisIsASecretsFile() {
        assertThat(rendered.settings().path("REDIS_URL_FILE").asText()).isEqualTo(mount("redis") + "/url");
        assertThat(rendered.settings().path("REDIS_CACERT").asText()).isEqualTo(mount("redis") + "/ca.crt");
        assertThat(volume("redis").at("/secret/secretName").asText()).isEqualTo("status-redis");
        assertThat(rendered.settings().has("REDIS_URL")).isFalse();
    }

    @Test
    void aRolloutTakesNoneAwayBeforeANewOneIsReady() {
        JsonNode spec = rendered.only("Deployment").path("spec");
        assertThat(spec.at("/strategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asText()).isEqualTo("0");
        assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
        assertThat(spec.path("minReadySeconds").asInt()).isPositive();
    }

    @Test
    void twoOfThemAreLeftWhenNodesAreDrained() {
        JsonNode budget = rendered.only("PodDisruptionBudget").path("spec");
        assertThat(budget.path("minAvailable").asInt()).isEqualTo(2);
        assertThat(budget.has("maxUnavailable")).isFalse();
    }

    @Test
    void theySpreadOverNodesAndZones() {
        JsonNode constraints = rendered.pod().path("topologySpreadConstraints");
        assertThat(constraints.findValuesAsText("topologyKey"))
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(constraints.findValues("matchLabels"))
                .hasSize(2)
                .allSatisfy(labels -> assertThat(
                                rendered.template().at("/metadata/labels").properties())
                        .containsAll(labels.properties()));
    }

    @Test
    void theyMayReachRedis() {
        assertThat(rendered.only("NetworkPolicy").at("/spec/egress").valueStream())
                .anyMatch(rule -> rule.at("/ports/0/port").asInt() == 6379
                        && rule.toString().contains("\"kubernetes.io/metadata.name\":\"redis\""));
    }

    private JsonNode volume(String name) {
        return rendered.pod()
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String mount(String name) {
        return rendered.container()
                .path("volumeMounts")
                .valueStream()
                .filter(mount -> mount.path("name").asText().equals(name))
                .map(mount -> mount.path("mountPath").asText())
                .findFirst()
                .orElseThrow();
    }
}
