package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.statusagent.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docker/compose.agent.yaml} promises to whoever starts it. */
class ComposeTest {
    private static final Path DIRECTORY = Path.of("docker");
    private static final Set<String> SETTINGS =
            Arrays.stream(Setting.values()).map(Enum::name).collect(Collectors.toSet());

    private final JsonNode services = read().path("services");
    private final JsonNode agent = services.path("status");

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve("compose.agent.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void setsOnlyVariablesThatExist() {
        assertThat(agent.path("environment").fieldNames())
                .toIterable()
                .isNotEmpty()
                .isSubsetOf(SETTINGS);
    }

    @Test
    void runsTheAgentWithNoMoreThanItNeeds() {
        assertThat(agent.path("user").asText()).isEqualTo("10001:10001");
        assertThat(agent.path("read_only").asBoolean()).isTrue();
        assertThat(texts(agent.path("cap_drop"))).containsExactly("ALL");
        assertThat(agent.has("cap_add")).isFalse();
        assertThat(agent.has("privileged")).isFalse();
        assertThat(texts(agent.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(agent.path("mem_limit").asText()).isNotEmpty();
    }

    @Test
    void keepsTheSocketFromTheAgent() {
        assertThat(texts(agent.path("volumes"))).noneMatch(volume -> volume.contains("docker.sock"));
        assertThat(texts(services.path("docker-proxy").path("networks"))).containsExactly("engine");
        assertThat(services.path("docker-proxy").has("ports")).isFalse();
        assertThat(read().path("networks").path("engine").path("internal").asBoolean())
                .isTrue();
    }

    @Test
    void publishesOnLoopbackOnly() {
        assertThat(texts(agent.path("ports"))).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void givesTheAgentLongerToStopThanItTakes() {
        assertThat(agent.path("stop_grace_period").asText()).isEqualTo("40s");
    }

    @Test
    void pinsWhatIsNotOurOwnByDigest() throws IOException {
        assertThat(services.path("docker-proxy").path("image").asText()).matches(".*@sha256:[0-9a-f]{64}");
        assertThat(Files.readAllLines(DIRECTORY.resolve("Dockerfile")))
                .filteredOn(line -> line.startsWith("ARG B"))
                .hasSize(2)
                .allMatch(line -> line.matches(".*@sha256:[0-9a-f]{64}"));
    }
}
