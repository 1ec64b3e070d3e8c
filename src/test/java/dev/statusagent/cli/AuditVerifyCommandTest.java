package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.ChainLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyCommandTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        ChainFiles files = new ChainFiles(directory);
        file = files.current();
        try (ChainLog log = new ChainLog(files, 1 << 30, () -> "2026-11-26T00:00:00.000Z", anchor -> {})) {
            for (int i = 0; i < 5; i++) {
                log.append("{\"event\":\"auth_success\",\"actor\":\"agent\",\"number\":%d}".formatted(i));
            }
        }
    }

    private CommandLineRun verify(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "audit";
        all[1] = "verify";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLineRun.of(all);
    }

    private void removeLine(int index) throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.remove(index);
        Files.write(file, lines);
    }

    @Test
    void saysThatAllIsInOrder() {
        for (Path given : List.of(directory, file)) {
            CommandLineRun run = verify(given.toString());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualToIgnoringNewLines("6 lines are in order, numbers 1 to 6, in 1 files");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void namesTheLine() throws IOException {
        removeLine(3);
        CommandLineRun run = verify(directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualToIgnoringNewLines(file + ":4: removed: line number 4 is missing");
    }

    @Test
    void namesTheLineAsJson() throws Exception {
        removeLine(5);
        CommandLineRun run = verify("--json", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.path("lines").asInt()).isEqualTo(5);
        assertThat(result.path("finding").path("kind").asText()).isEqualTo("removed");
        assertThat(result.path("finding").path("line").asInt()).isEqualTo(6);
        assertThat(result.path("finding").path("file").asText()).isEqualTo(file.toString());
    }

    @Test
    void saysWhatACopyCannotShow() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy")).resolve("audit.jsonl");
        Files.copy(file, copy);
        CommandLineRun run = verify(copy.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("audit.key is not here").contains("audit.head is not here");
    }

    @Test
    void isAUsageErrorWithoutALog() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        for (Path given : List.of(empty, empty.resolve("audit.jsonl"))) {
            CommandLineRun run = verify(given.toString());
            assertThat(run.exitCode()).as(given.toString()).isEqualTo(2);
            assertThat(run.err()).startsWith("status: ");
        }
    }
}
