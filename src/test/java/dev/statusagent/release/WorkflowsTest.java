package dev.statusagent.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs with the right to publish. */
class WorkflowsTest {
    private static final Pattern PINNED = Pattern.compile("[A-Za-z0-9_./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*");

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(".github/workflows"))) {
            return all.toList();
        }
    }

    @Test
    void pinEachActionByItsCommit() throws IOException {
        for (Path workflow : workflows()) {
            List<String> used = Files.readAllLines(workflow).stream()
                    .filter(line -> line.contains("uses:"))
                    .map(line -> line.substring(line.indexOf("uses:") + 5).strip())
                    .toList();
            assertThat(used).as("%s", workflow).isNotEmpty().allMatch(PINNED.asMatchPredicate());
        }
    }

    @Test
    void callTheGateThatEveryChangePasses() throws IOException {
        for (String name : List.of("build.yml", "release.yml")) {
            assertThat(job(name, "gate").toString()).contains("run=.ci/run");
        }
        assertThat(job("release.yml", "publish").get("needs")).isEqualTo("gate");
    }

    /** A dependency that went bad would otherwise sign and publish what it likes. */
    @Test
    void letNoneOfTheBuildsCodeRunWithTheRightToWrite() throws IOException {
        for (Path workflow : workflows()) {
            for (Map.Entry<?, ?> job : jobs(workflow).entrySet()) {
                Object permissions = ((Map<?, ?>) job.getValue()).get("permissions");
                if (permissions != null && permissions.toString().contains("contents=write")) {
                    assertThat(job.getValue().toString())
                            .as("%s, %s", workflow, job.getKey())
                            .doesNotContain("mvnw", ".ci/run");
                }
            }
        }
    }

    private static Map<?, ?> job(String workflow, String name) throws IOException {
        return (Map<?, ?>) jobs(Path.of(".github/workflows", workflow)).get(name);
    }

    private static Map<?, ?> jobs(Path workflow) throws IOException {
        Map<?, ?> content = new YAMLMapper().readValue(workflow.toFile(), Map.class);
        return (Map<?, ?>) content.get("jobs");
    }

    @Test
    void mayOnlyReadUnlessAJobSaysOtherwise() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readString(workflow)).as("%s", workflow).contains("\npermissions:\n  contents: read\n");
        }
    }
}
