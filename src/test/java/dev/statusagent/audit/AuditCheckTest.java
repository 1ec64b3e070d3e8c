package dev.statusagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.ChainLog;
import dev.statusagent.config.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCheckTest {
    @TempDir
    private Path path;

    @Test
    void seesAnEditInTheMiddleOfTheLog() throws Exception {
        try (DataDirectory directory = DataDirectory.open(path)) {
            ChainFiles files = new ChainFiles(directory.path());
            try (ChainLog log = new ChainLog(files, 1 << 30, () -> "now", anchor -> {})) {
                for (int i = 0; i < 5; i++) {
                    log.append("{\"event\":\"number-%d\"}".formatted(i));
                }
            }
            AuditCheck check = new AuditCheck(directory);
            check.verify();
            assertThat(check.isInOrder()).isTrue();
            List<String> lines = Files.readAllLines(files.current());
            List<String> edited = lines.stream()
                    .map(line -> line.replace("number-2", "number-7"))
                    .toList();
            Files.write(files.current(), edited);
            check.verify();
            assertThat(check.isInOrder()).isFalse();
            Files.write(files.current(), lines);
            check.verify();
            assertThat(check.isInOrder()).isTrue();
        }
    }
}
