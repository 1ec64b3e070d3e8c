package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.statusagent.config.Setting;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code k8s/} renders to. */
class KubernetesManifestsTest {
    /** The kinds that are used, strictly: a field that Kubernetes does not know is an error, and not an additional property. */
    private static final Map<String, Class<?>> KINDS = Map.of(
            "ConfigMap", ConfigMap.class,
            "DaemonSet", DaemonSet.class,
            "Deployment", Deployment.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "Service", Service.class,
            "ServiceAccount", ServiceAccount.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new WithoutAdditionalProperties());
    private static final Set<String> SETTINGS =
            Arrays.stream(Setting.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> RESTRICTED_VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    @TempDir
    Path directory;

    /** Takes the models' catch-all for unknown fields away. */
    private static final class WithoutAdditionalProperties extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    private List<JsonNode> render(String kustomization) {
        Path kubectl = Requires.program("kubectl");
        Ended ended = Program.run(
                directory,
                Map.of(),
                "",
                List.of(
                        kubectl.toString(),
                        "kustomize",
                        Path.of("k8s", kustomization).toAbsolutePath().toString()));
        assertThat(ended.exitCode()).as(String.valueOf(ended.stderr())).isZero();
        return Yaml.documents(String.join("\n", ended.stdout()));
    }

    private static JsonNode only(List<JsonNode> objects, String... kinds) {
        List<JsonNode> found = objects.stream()
                .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JsonNode pod(List<JsonNode> objects) {
        return only(objects, "Deployment", "DaemonSet").at("/spec/template/spec");
    }

    private static Stream<String> names(JsonNode array) {
        return array.valueStream().map(element -> element.path("name").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/daemonset", "overlays/vault-agent"})
    void haveNoFieldThatKubernetesDoesNotKnow(String kustomization) throws Exception {
        for (JsonNode object : render(kustomization)) {
            Class<?> kind = KINDS.get(object.path("kind").asText());
            assertThat(kind).as(object.path("kind").asText()).isNotNull();
            STRICT.treeToValue(object, kind);
        }
    }

    @Test
    void wouldNotPassWithAFieldThatIsMisspelt() {
        JsonNode deployment = only(render("base"), "Deployment");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/livenessProbe")).put("timeoutSecond", 1);
        assertThatThrownBy(() -> STRICT.treeToValue(deployment, Deployment.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("timeoutSecond");
    }

    /** Kubernetes' Pod Security Standards, "restricted", field by field. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/vault-agent"})
    void keepToPodSecurityRestricted(String kustomization) {
        JsonNode pod = pod(render(kustomization));
        for (String field : List.of("hostNetwork", "hostPID", "hostIPC", "initContainers", "ephemeralContainers")) {
            assertThat(pod.has(field)).as(field).isFalse();
        }
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isGreaterThanOrEqualTo(10_000);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/securityContext").has("sysctls")).isFalse();
        for (JsonNode container : pod.path("containers")) {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(context.path("capabilities").has("add")).isFalse();
            assertThat(context.has("privileged")).isFalse();
            assertThat(container.findValues("hostPort")).isEmpty();
        }
        for (JsonNode volume : pod.path("volumes")) {
            assertThat(volume.fieldNames())
                    .toIterable()
                    .filteredOn(field -> !field.equals("name"))
                    .isSubsetOf(RESTRICTED_VOLUMES);
        }
    }

    @Test
    void giveTheSocketToTheDaemonSetOnly() {
        assertThat(pod(render("overlays/daemonset")).findValuesAsText("path"))
                .contains("/var/run/docker.sock", "/var/lib/status");
        for (String kustomization : List.of("base", "overlays/single", "overlays/vault-agent")) {
            assertThat(pod(render(kustomization)).findValues("hostPath")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/daemonset", "overlays/vault-agent"})
    void setOnlyVariablesThatExist(String kustomization) {
        List<JsonNode> objects = render(kustomization);
        assertThat(only(objects, "ConfigMap").path("data").fieldNames())
                .toIterable()
                .isNotEmpty()
                .isSubsetOf(SETTINGS);
        assertThat(names(pod(objects).at("/containers/0/env"))).isSubsetOf(SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/daemonset", "overlays/vault-agent"})
    void mountNothingTwiceAndOnlyWhatIsThere(String kustomization) {
        JsonNode pod = pod(render(kustomization));
        assertThat(names(pod.at("/containers/0/volumeMounts")))
                .doesNotHaveDuplicates()
                .isSubsetOf(names(pod.path("volumes")).toList());
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/daemonset", "overlays/vault-agent"})
    void probeThePortThatTheAgentListensOnAndGiveItTimeToStop(String kustomization) {
        List<JsonNode> objects = render(kustomization);
        JsonNode pod = pod(objects);
        JsonNode container = pod.at("/containers/0");
        JsonNode settings = only(objects, "ConfigMap").path("data");
        assertThat(container.at("/ports/0/containerPort").asInt())
                .isEqualTo(settings.path("STATUS_PANEL_PORT").asInt(5000));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode get = container.path(probe).path("httpGet");
            assertThat(get.path("port").asText())
                    .isEqualTo(container.at("/ports/0/name").asText());
            assertThat(get.path("scheme").asText()).isEqualTo("HTTPS");
        }
        assertThat(settings.path("STATUS_TLS_CERT").asText()).isNotEmpty();
        assertThat(settings.path("STATUS_PANEL_BIND").asText()).isEqualTo("0.0.0.0");
        int delay =
                Integer.parseInt(settings.path("STATUS_SHUTDOWN_DELAY").asText().replace("s", ""));
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(delay + 40);
    }

    @Test
    void keepTheDataOfASingleAgentForOneProcessAtATime() {
        List<JsonNode> objects = render("overlays/single");
        JsonNode deployment = only(objects, "Deployment");
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(pod(objects).at("/volumes/0/persistentVolumeClaim/claimName").asText())
                .isEqualTo(only(objects, "PersistentVolumeClaim")
                        .at("/metadata/name")
                        .asText());
    }

    @Test
    void nameTheNodeInEachAgentOfTheDaemonSet() {
        List<JsonNode> objects = render("overlays/daemonset");
        assertThat(names(pod(objects).at("/containers/0/env"))).containsExactly("AGENT_ID", "DEPLOYMENT_HASH");
        assertThat(pod(objects).at("/containers/0/env").findValuesAsText("fieldPath"))
                .containsOnly("spec.nodeName");
        assertThat(objects).noneMatch(object -> object.path("kind").asText().startsWith("Role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single"})
    void logInToVaultWithATokenThatIsGoodForNothingElse(String kustomization) {
        List<JsonNode> objects = render(kustomization);
        JsonNode container = pod(objects).at("/containers/0");
        String path = only(objects, "ConfigMap")
                .at("/data/VAULT_KUBERNETES_TOKEN_PATH")
                .asText();
        assertThat(container.path("volumeMounts").valueStream())
                .anyMatch(mount -> mount.path("name").asText().equals("vault-token")
                        && path.equals(mount.path("mountPath").asText() + "/token"));
        assertThat(pod(objects).path("volumes").valueStream())
                .filteredOn(volume -> volume.path("name").asText().equals("vault-token"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.at("/projected/sources/0/serviceAccountToken/audience")
                                .asText())
                        .isEqualTo("vault"));
    }
}
