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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts for Prometheus, as Prometheus' own tool judges them. */
class PrometheusRulesTest {
    private static final Path RULES = Path.of("docker/prometheus/status.rules.yaml");
    private static final Path TESTS = Path.of("docker/prometheus/status.rules.test.yaml");
    private static final Pattern METRIC = Pattern.compile("\\bstatus_[a-z_]+\\b");

    @TempDir
    Path directory;

    @Test
    void areValid() {
        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS");
    }

    @Test
    void fireWhereTheyShouldAndNotWhereTheyShouldNot() {
        assertThat(promtool("test", "rules", TESTS)).contains("SUCCESS");
    }

    @Test
    void areEachTestedBothWays() throws IOException {
        List<String> alerts =
                Yaml.read(RULES).path("groups").path(0).path("rules").findValuesAsText("alert");
        assertThat(alerts).isNotEmpty();
        for (JsonNode rule : Yaml.read(RULES).path("groups").path(0).path("rules")) {
            String alert = rule.path("alert").asText();
            List<JsonNode> expectations = Yaml.read(TESTS).findValues("alert_rule_test").stream()
                    .flatMap(JsonNode::valueStream)
                    .filter(expected -> expected.path("alertname").asText().equals(alert))
                    .toList();
            assertThat(expectations)
                    .as(alert + " fires")
                    .anyMatch(e -> !e.path("exp_alerts").isEmpty());
            assertThat(expectations)
                    .as(alert + " is silent")
                    .anyMatch(e -> e.path("exp_alerts").isEmpty());
        }
    }

    @Test
    void nameOnlyMetricsThatAreDocumented() throws IOException {
        String documented = Files.readString(Path.of("docs/operations.md"));
        for (String expression : Yaml.read(RULES).findValuesAsText("expr")) {
            Matcher metric = METRIC.matcher(expression);
            assertThat(metric.find()).isTrue();
            do {
                assertThat(documented).contains("`" + metric.group());
            } while (metric.find());
        }
    }

    @Test
    void areTheSameForTheOperatorInKubernetes() {
        assertThat(Yaml.read(Path.of("k8s/components/monitoring/prometheusrule.yaml"))
                        .path("spec"))
                .isEqualTo(Yaml.read(RULES));
    }

    private String promtool(String verb, String kind, Path file) {
        Path promtool = Requires.program("promtool");
        Ended ended = Program.run(
                directory,
                Map.of(),
                "",
                List.of(promtool.toString(), verb, kind, file.toAbsolutePath().toString()));
        String said = ended.stdout() + "\n" + ended.stderr();
        assertThat(ended.exitCode()).as(said).isZero();
        return said;
    }
}
