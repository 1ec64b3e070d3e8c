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
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private Manifests render(String kustomization) {
        return Manifests.render(kustomization, directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha", "overlays/daemonset", "overlays/vault-agent"})
    void haveNoFieldThatKubernetesDoesNotKnow(String kustomization) throws Exception {
        for (JsonNode object : render(kustomization).objects()) {
            Class<?> kind = KINDS.get(object.path("kind").asText());
            assertThat(kind).as(object.path("kind").asText()).isNotNull();
            STRICT.treeToValue(object, kind);
        }
    }

    @Test
    void wouldNotPassWithAFieldThatIsMisspelt() {
        JsonNode deployment = render("base").only("Deployment");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/livenessProbe")).put("timeoutSecond", 1);
        assertThatThrownBy(() -> STRICT.treeToValue(deployment, Deployment.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("timeoutSecond");
    }

    /** Kubernetes' Pod Security Standards, "restricted", field by field. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha", "overlays/vault-agent"})
    void keepToPodSecurityRestricted(String kustomization) {
        JsonNode pod = render(kustomization).pod();
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
        assertThat(render("overlays/daemonset").pod().findValuesAsText("path"))
                .contains("/var/run/docker.sock", "/var/lib/status");
        for (String kustomization : List.of("base", "overlays/single", "overlays/ha", "overlays/vault-agent")) {
            assertThat(render(kustomization).pod().findValues("hostPath")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha", "overlays/daemonset", "overlays/vault-agent"})
    void setOnlyVariablesThatExist(String kustomization) {
        Manifests rendered = render(kustomization);
        assertThat(rendered.settings().fieldNames()).toIterable().isNotEmpty().isSubsetOf(Manifests.VARIABLES);
        assertThat(Manifests.names(rendered.pod().at("/containers/0/env"))).isSubsetOf(Manifests.VARIABLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha", "overlays/daemonset", "overlays/vault-agent"})
    void mountNothingTwiceAndOnlyWhatIsThere(String kustomization) {
        JsonNode pod = render(kustomization).pod();
        assertThat(Manifests.names(pod.at("/containers/0/volumeMounts")))
                .doesNotHaveDuplicates()
                .isSubsetOf(Manifests.names(pod.path("volumes")).toList());
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha", "overlays/daemonset", "overlays/vault-agent"})
    void probeThePortThatTheAgentListensOnAndGiveItTimeToStop(String kustomization) {
        Manifests rendered = render(kustomization);
        JsonNode pod = rendered.pod();
        JsonNode container = pod.at("/containers/0");
        JsonNode settings = rendered.settings();
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
        Manifests rendered = render("overlays/single");
        JsonNode deployment = rendered.only("Deployment");
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(rendered.pod()
                        .at("/volumes/0/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo(rendered.only("PersistentVolumeClaim")
                        .at("/metadata/name")
                        .asText());
    }

    @Test
    void nameTheNodeInEachAgentOfTheDaemonSet() {
        Manifests rendered = render("overlays/daemonset");
        assertThat(Manifests.names(rendered.pod().at("/containers/0/env")))
                .containsExactly("AGENT_ID", "DEPLOYMENT_HASH");
        assertThat(rendered.pod().at("/containers/0/env").findValuesAsText("fieldPath"))
                .containsOnly("spec.nodeName");
        assertThat(rendered.objects())
                .noneMatch(object -> object.path("kind").asText().startsWith("Role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/ha"})
    void logInToVaultWithATokenThatIsGoodForNothingElse(String kustomization) {
        Manifests rendered = render(kustomization);
        JsonNode container = rendered.container();
        String path = rendered.only("ConfigMap")
                .at("/data/VAULT_KUBERNETES_TOKEN_PATH")
                .asText();
        assertThat(container.path("volumeMounts").valueStream())
                .anyMatch(mount -> mount.path("name").asText().equals("vault-token")
                        && path.equals(mount.path("mountPath").asText() + "/token"));
        assertThat(rendered.pod().path("volumes").valueStream())
                .filteredOn(volume -> volume.path("name").asText().equals("vault-token"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.at("/projected/sources/0/serviceAccountToken/audience")
                                .asText())
                        .isEqualTo("vault"));
    }
}
