package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker/compose.agent.yaml} and {@code docker/compose.yaml} promise to whoever starts them. */
class ComposeTest {
    private static final Path DIRECTORY = Path.of("docker");
    private static final String AGENT = "compose.agent.yaml";
    private static final String ALL = "compose.yaml";
    private static final String PINNED = ".*:[a-z0-9.-]+@sha256:[0-9a-f]{64}";
    /** They run once, as root, to hand files over to the users of the others. */
    private static final Set<String> ONCE = Set.of("secrets", "vault-setup");

    @TempDir
    Path directory;

    private static JsonNode read(String file) {
        return Yaml.read(DIRECTORY.resolve(file));
    }

    private static JsonNode agent(String file) {
        return read(file).at("/services/status");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Stream<String> volumes(JsonNode service) {
        return service.path("volumes")
                .valueStream()
                .map(volume -> volume.asText().replaceFirst(":.*", ""));
    }

    /** The schema, and that what it names is declared. */
    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void isWhatDockerComposeTakes(String file) {
        String program = Requires.program("docker-compose").toString();
        Ended ended = Program.run(
                directory,
                Map.of("AGENT_ID", "agent"),
                "",
                List.of(program, "-f", DIRECTORY.resolve(file).toAbsolutePath().toString(), "config", "--quiet"));
        assertThat(ended.exitCode()).as(String.valueOf(ended.stderr())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void setsOnlyVariablesThatExist(String file) {
        assertThat(agent(file).path("environment").fieldNames())
                .toIterable()
                .isNotEmpty()
                .isSubsetOf(Manifests.VARIABLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void runsTheAgentWithNoMoreThanItNeeds(String file) {
        assertThat(agent(file).path("user").asText()).isEqualTo("10001:10001");
        assertThat(agent(file).has("cap_add")).isFalse();
        assertThat(agent(file).path("stop_grace_period").asText())
                .as("longer than it takes to stop")
                .isEqualTo("40s");
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void runsEachServiceWithNoMoreThanItNeeds(String file) {
        read(file).path("services").properties().forEach(service -> {
            JsonNode settings = service.getValue();
            assertThat(settings.path("read_only").asBoolean())
                    .as(service.getKey())
                    .isTrue();
            assertThat(texts(settings.path("cap_drop"))).as(service.getKey()).containsExactly("ALL");
            assertThat(texts(settings.path("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(settings.path("mem_limit").asText()).isNotEmpty();
            assertThat(settings.path("user").asText()).isNotEmpty();
            assertThat(settings.has("privileged")).isFalse();
            assertThat(texts(settings.path("cap_add")))
                    .isSubsetOf(ONCE.contains(service.getKey()) ? Set.of("CHOWN", "DAC_OVERRIDE", "FOWNER") : Set.of());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void keepsTheSocketForTheProxy(String file) {
        read(file).path("services").properties().forEach(service -> {
            boolean isProxy = service.getKey().equals("docker-proxy");
            assertThat(volumes(service.getValue()).anyMatch(volume -> volume.endsWith("docker.sock")))
                    .as(service.getKey())
                    .isEqualTo(isProxy);
            assertThat(isProxy && service.getValue().has("ports")).isFalse();
        });
        assertThat(texts(read(file).at("/services/docker-proxy/networks"))).containsExactly("engine");
        assertThat(read(file).at("/networks/engine/internal").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void publishesOnLoopbackOnly(String file) {
        List<String> ports = read(file).findValues("ports").stream()
                .flatMap(list -> texts(list).stream())
                .toList();
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void mountsFilesThatAreThere(String file) {
        assertThat(read(file)
                        .path("services")
                        .valueStream()
                        .flatMap(ComposeTest::volumes)
                        .filter(volume -> volume.startsWith(".") && !volume.equals("./agent-token")))
                .isNotEmpty()
                .allSatisfy(volume -> assertThat(DIRECTORY.resolve(volume)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void pinsWhatIsNotOurOwnByDigest(String file) {
        assertThat(read(file).path("services").properties())
                .filteredOn(service -> !service.getKey().equals("status"))
                .allSatisfy(service ->
                        assertThat(service.getValue().path("image").asText()).matches(PINNED));
    }

    @Test
    void pinsTheBasesOfTheImageByDigest() throws IOException {
        assertThat(Files.readAllLines(DIRECTORY.resolve("Dockerfile")))
                .filteredOn(line -> line.startsWith("ARG B"))
                .hasSize(2)
                .allMatch(line -> line.matches(".*@sha256:[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ALL})
    void holdsNoPassword(String file) {
        read(file)
                .findValues("environment")
                .forEach(environment -> environment
                        .properties()
                        .forEach(variable -> assertThat(
                                        variable.getKey().matches(".*(PASSWORD|TOKEN|SECRET|REDIS_URL|HASH)")
                                                && !variable.getKey().equals("DEPLOYMENT_HASH"))
                                .as(variable.getKey())
                                .isFalse()));
        assertThat(read(file).toString().replace("${STATUS_VERSION:-", "")).doesNotContain(":-");
    }

    @Test
    void givesEachSecretToThoseWhoNeedItOnly() {
        assertThat(whoMounts("vault-secrets")).containsExactlyInAnyOrder("secrets", "vault", "vault-setup");
        assertThat(whoMounts("rotate-secrets")).containsExactlyInAnyOrder("secrets", "vault-setup", "rotate");
        assertThat(whoMounts("status-secrets")).containsExactlyInAnyOrder("secrets", "vault-setup", "status");
        assertThat(whoMounts("valkey-secrets")).containsExactlyInAnyOrder("secrets", "valkey");
        assertThat(whoMounts("grafana-secrets")).containsExactlyInAnyOrder("secrets", "grafana");
    }

    private static List<String> whoMounts(String volume) {
        return read(ALL).path("services").properties().stream()
                .filter(service -> volumes(service.getValue()).anyMatch(volume::equals))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void speaksInPlainInsideOfInternalNetworksOnly() {
        for (String network : List.of("vault", "valkey", "watch")) {
            assertThat(read(ALL).at("/networks/" + network + "/internal").asBoolean())
                    .as(network)
                    .isTrue();
        }
        assertThat(texts(read(ALL).at("/services/vault/networks"))).containsExactly("vault");
        assertThat(texts(read(ALL).at("/services/valkey/networks"))).containsExactly("valkey");
    }

    @Test
    void showsPrometheusTheAgentAndGrafanaPrometheus() {
        Path promtool = Requires.program("promtool");
        Path configuration = DIRECTORY.resolve("prometheus/prometheus.yaml");
        Ended ended = Program.run(
                directory,
                Map.of(),
                "",
                List.of(
                        promtool.toString(),
                        "check",
                        "config",
                        configuration.toAbsolutePath().toString()));
        assertThat(ended.exitCode()).as(ended.stdout() + "\n" + ended.stderr()).isZero();
        assertThat(Yaml.read(configuration)
                        .at("/scrape_configs/0/static_configs/0/targets/0")
                        .asText())
                .isEqualTo("status:5000");
        assertThat(Yaml.read(DIRECTORY.resolve("grafana/datasource.yaml"))
                        .at("/datasources/0/url")
                        .asText())
                .isEqualTo("http://prometheus:9090");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets.sh", "vault-setup.sh", "rotate.sh"})
    void itsScriptsAreShell(String script) {
        String path =
                DIRECTORY.resolve("compose").resolve(script).toAbsolutePath().toString();
        assertThat(Program.run(directory, Map.of(), "", List.of("sh", "-n", path))
                        .exitCode())
                .isZero();
    }
}
