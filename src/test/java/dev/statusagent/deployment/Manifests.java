package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.config.Setting;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a kustomization of {@code k8s/} renders to. */
record Manifests(List<JsonNode> objects) {
    /** The variables that the agent knows. */
    static final Set<String> VARIABLES = Arrays.stream(Setting.values())
            .flatMap(setting ->
                    setting.isSecret() ? Stream.of(setting.name(), setting + "_FILE") : Stream.of(setting.name()))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    /**
     * Renders it with kubectl, once for all tests.
     *
     * @param kustomization its directory below {@code k8s/}
     * @param directory for what kubectl prints
     */
    static Manifests render(String kustomization, Path directory) {
        String text = RENDERED.computeIfAbsent(
                kustomization, name -> text(Path.of("k8s", name).toAbsolutePath(), directory));
        return new Manifests(Yaml.documents(text));
    }

    /** Renders the kustomization that is in that directory. */
    static Manifests render(Path kustomization, Path directory) {
        return new Manifests(Yaml.documents(text(kustomization, directory)));
    }

    private static String text(Path kustomization, Path directory) {
        Path kubectl = Requires.program("kubectl");
        Ended ended = Program.run(
                directory, Map.of(), "", List.of(kubectl.toString(), "kustomize", kustomization.toString()));
        assertThat(ended.exitCode()).as(String.valueOf(ended.stderr())).isZero();
        return String.join("\n", ended.stdout());
    }

    /** The one object that is of one of the kinds. */
    JsonNode only(String... kinds) {
        List<JsonNode> found = objects.stream()
                .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    boolean has(String kind) {
        return objects.stream().anyMatch(object -> object.path("kind").asText().equals(kind));
    }

    /** The Pod's labels and specification. */
    JsonNode template() {
        return only("Deployment", "DaemonSet").at("/spec/template");
    }

    JsonNode pod() {
        return template().path("spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    JsonNode settings() {
        return only("ConfigMap").path("data");
    }

    static Stream<String> names(JsonNode array) {
        return array.valueStream().map(element -> element.path("name").asText());
    }
}
