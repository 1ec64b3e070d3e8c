package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {
    private static final int COLUMNS = 24;

    @TempDir
    Path directory;

    private final Dashboard dashboard = new Dashboard();

    @Test
    void itsQueriesAreValid() throws IOException {
        AtomicInteger number = new AtomicInteger();
        List<Map<String, String>> rules = dashboard.root().path("panels").findValuesAsText("expr").stream()
                .map(query -> Map.of("record", "query:" + number.incrementAndGet(), "expr", query))
                .toList();
        assertThat(rules).hasSizeGreaterThan(20);
        Path file = directory.resolve("queries.yaml");
        Files.writeString(
                file,
                new YAMLMapper()
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
        Ended ended = Program.run(
                directory,
                Map.of(),
                "",
                List.of(Requires.program("promtool").toString(), "check", "rules", file.toString()));
        assertThat(ended.exitCode()).as(ended.stdout() + "\n" + ended.stderr()).isZero();
    }

    @Test
    void eachPanelAsksTheChosenPrometheusAboutTheChosenAgents() {
        assertThat(dashboard.root().at("/templating/list").findValuesAsText("name"))
                .contains("datasource", "instance");
        for (JsonNode panel : dashboard.panels()) {
            assertThat(panel.path("title").asText()).isNotEmpty();
            assertThat(panel.findValuesAsText("uid")).isNotEmpty().containsOnly("${datasource}");
            assertThat(panel.findValuesAsText("expr"))
                    .isNotEmpty()
                    .allSatisfy(query -> assertThat(query.split("instance=~\"\\$instance\"", -1).length - 1)
                            .as(query)
                            .isEqualTo((int) Dashboard.metrics(query).count()));
        }
    }

    @Test
    void isInAConfigMapThatGrafanasSidecarFinds() throws IOException {
        Path here = directory.toRealPath();
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                "resources: [%s]\ncomponents: [%s]\n"
                        .formatted(
                                here.relativize(Path.of("k8s/overlays/ha").toRealPath()),
                                here.relativize(
                                        Path.of("k8s/components/monitoring").toRealPath())));
        JsonNode map = Manifests.render(here, directory).objects().stream()
                .filter(object -> object.at("/metadata/name").asText().equals("status-dashboard"))
                .findFirst()
                .orElseThrow();
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(map.at("/data/status.json").asText()).isEqualTo(Files.readString(Dashboard.FILE));
    }

    @Test
    void noPanelLiesOverAnother() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.root().path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + (y + place.path("y").asInt())))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.root().path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }
}
