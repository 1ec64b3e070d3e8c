package dev.statusagent;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for users name the problems and metrics that the code has: all of them, and no others. */
class ApiDocTest {
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final List<Path> PAGES =
            List.of(Path.of("README.md"), Path.of("VAULT_INTEGRATION.md"), Path.of("docs/api.md"), OPERATIONS);

    private static final Pattern PROBLEM_ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\|");
    private static final Pattern METRIC_IN_CODE =
            Pattern.compile("(?:[Bb]uilder|counter|gauge|timer)\\(\\s*\"(status\\.[a-z0-9.]+)\"");
    private static final Pattern METRIC_IN_DOCS = Pattern.compile("\\bstatus_(?!panel\\b)[a-z0-9_]+");
    /** What Micrometer appends for Prometheus, by kind and unit. */
    private static final Pattern SUFFIX = Pattern.compile("(_total|_seconds(_(bucket|count|sum|max))?)?");

    @Test
    void listsEachProblemWithItsStatusAndTitle() throws IOException {
        Set<String> documented = PROBLEM_ROW
                .matcher(Files.readString(Path.of("docs/api.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .collect(toCollection(TreeSet::new));
        Set<String> existing = Arrays.stream(ProblemType.values())
                .map(type -> type.reason() + " " + type.status() + " " + type.title())
                .collect(toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(existing);
    }

    @Test
    void namesNoMetricThatDoesNotExist() throws IOException {
        Set<String> existing = metricsInCode();
        for (Path page : PAGES) {
            assertThat(metricsIn(page))
                    .as("metrics named in %s", page)
                    .allMatch(name -> existing.stream().anyMatch(metric -> isExportedAs(name, metric)));
        }
    }

    @Test
    void explainsEachMetric() throws IOException {
        Set<String> explained = metricsIn(OPERATIONS);
        assertThat(metricsInCode())
                .isNotEmpty()
                .allMatch(metric -> explained.stream().anyMatch(name -> isExportedAs(name, metric)));
    }

    private static boolean isExportedAs(String name, String metric) {
        return name.startsWith(metric)
                && SUFFIX.matcher(name.substring(metric.length())).matches();
    }

    private static Set<String> metricsIn(Path page) throws IOException {
        return METRIC_IN_DOCS
                .matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> metricsInCode() throws IOException {
        Set<String> metrics = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                METRIC_IN_CODE
                        .matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1).replace('.', '_'))
                        .forEach(metrics::add);
            }
        }
        return metrics;
    }
}
