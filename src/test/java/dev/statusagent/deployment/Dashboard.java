package dev.statusagent.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dashboard for Grafana, which {@code docker/compose.yaml} and {@code k8s/components/monitoring} share. */
final class Dashboard {
    static final Path FILE = Path.of("k8s/components/monitoring/dashboard.json");

    private static final Pattern METRIC = Pattern.compile("\\b(?:status|http|jvm|process)_[a-z0-9_]+\\b");

    private final JsonNode root = Yaml.read(FILE);

    /** Its panels without the rows between them. */
    List<JsonNode> panels() {
        return root.path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    JsonNode root() {
        return root;
    }

    /** All queries, the one behind the choice of agents included. */
    Stream<String> queries() {
        return Stream.concat(
                root.path("panels").findValuesAsText("expr").stream(),
                root.at("/templating/list").findValuesAsText("definition").stream());
    }

    /** The names of metrics in an expression. */
    static Stream<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(MatchResult::group);
    }
}
