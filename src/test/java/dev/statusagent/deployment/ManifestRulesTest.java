package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of kube-score and Polaris for what {@code k8s/} renders to; each test names those that it stands for. Not followed: "image
 * pull policy Always", since the images are named by version or digest, and "more than one replica" where the data is one agent's.
 */
class ManifestRulesTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"overlays/single", "overlays/ha", "overlays/daemonset", "overlays/vault-agent"})
    void followTheRules(String kustomization) {
        Manifests rendered = Manifests.render(kustomization, directory);
        assertThat(rendered.objects()).allSatisfy(ManifestRulesTest::stableVersion);
        containerImageTag(rendered.container());
        containerResources(rendered.container());
        podProbes(rendered.container());
        environmentVariableKeyDuplication(rendered);
        podNetworkPolicy(rendered);
        serviceTargetsPod(rendered);
        if (rendered.has("Deployment")) {
            deploymentHasPodDisruptionBudget(rendered);
        }
        if (rendered.has("Role")) {
            leastPrivilege(rendered.only("Role"));
        }
    }

    /** kube-score stable-version; Polaris deprecated API versions. */
    private static void stableVersion(JsonNode object) {
        assertThat(object.path("apiVersion").asText())
                .isIn("v1", "apps/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1");
    }

    /** kube-score container-image-tag; Polaris tagNotSpecified. */
    private static void containerImageTag(JsonNode container) {
        assertThat(container.path("image").asText()).matches("[a-z./-]+:[0-9.]+(@sha256:.*)?");
    }

    /** kube-score container-resources, container-ephemeral-storage-request-and-limit; Polaris cpu…Missing, memory…Missing. */
    private static void containerResources(JsonNode container) {
        for (String kind : List.of("requests", "limits")) {
            assertThat(container.path("resources").path(kind).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("cpu", "memory", "ephemeral-storage");
        }
    }

    /** kube-score pod-probes and pod-probes-identical; Polaris livenessProbeMissing, readinessProbeMissing. */
    private static void podProbes(JsonNode container) {
        assertThat(container.at("/livenessProbe/httpGet/path").asText())
                .isNotEmpty()
                .isNotEqualTo(container.at("/readinessProbe/httpGet/path").asText());
    }

    /** kube-score environment-variable-key-duplication, told for variables that come from both places too. */
    private static void environmentVariableKeyDuplication(Manifests rendered) {
        assertThat(Manifests.names(rendered.container().path("env")))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(names(rendered.settings()));
    }

    /** kube-score pod-networkpolicy; Polaris missingNetworkPolicy. */
    private static void podNetworkPolicy(Manifests rendered) {
        JsonNode policy = rendered.only("NetworkPolicy").path("spec");
        assertSelects(policy.at("/podSelector/matchLabels"), rendered);
        assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(policy.at("/ingress/0/from")).isNotEmpty();
    }

    /** kube-score service-targets-pod. */
    private static void serviceTargetsPod(Manifests rendered) {
        JsonNode service = rendered.only("Service").path("spec");
        assertSelects(service.path("selector"), rendered);
        assertThat(service.at("/ports/0/targetPort").asText())
                .isEqualTo(rendered.container().at("/ports/0/name").asText());
        assertThat(service.path("type").asText("ClusterIP")).isEqualTo("ClusterIP");
    }

    /** kube-score deployment-has-poddisruptionbudget, poddisruptionbudget-has-policy; Polaris missingPodDisruptionBudget. */
    private static void deploymentHasPodDisruptionBudget(Manifests rendered) {
        JsonNode budget = rendered.only("PodDisruptionBudget").path("spec");
        assertSelects(budget.at("/selector/matchLabels"), rendered);
        assertThat(budget.has("minAvailable")).isNotEqualTo(budget.has("maxUnavailable"));
        assertThat(rendered.only("Deployment").at("/spec/replicas").asInt())
                .isGreaterThan(budget.path("minAvailable").asInt(0));
    }

    /** Polaris rolePodExecAttach, sensitive…Role; no wildcard. */
    private static void leastPrivilege(JsonNode role) {
        for (JsonNode rule : role.path("rules")) {
            assertThat(rule.toString()).doesNotContain("\"*\"");
            assertThat(rule.path("resources").valueStream().map(JsonNode::asText))
                    .doesNotContainAnyElementsOf(
                            Set.of("secrets", "pods/exec", "pods/attach", "pods/portforward", "serviceaccounts/token"));
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static void assertSelects(JsonNode labels, Manifests rendered) {
        assertThat(labels.properties()).isNotEmpty();
        assertThat(rendered.template().at("/metadata/labels").properties()).containsAll(labels.properties());
    }
}
