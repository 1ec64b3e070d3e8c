package dev.statusagent.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void mayOnlyReadUnlessAJobSaysOtherwise() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readString(workflow)).as("%s", workflow).contains("\npermissions:\n  contents: read\n");
        }
    }
}
