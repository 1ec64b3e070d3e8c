package dev.statusagent.testing.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an agent has written to its audit log. */
final class AuditFiles {
    private AuditFiles() {}

    /** Has the lines searched for secrets. */
    static void tell(Path dataDirectory, LeakCheck leaks) {
        if (!Files.isDirectory(dataDirectory)) {
            return;
        }
        try (Stream<Path> files = Files.list(dataDirectory)) {
            for (Path file : files.filter(AuditFiles::isAuditLog).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    leaks.said("line %d of %s".formatted(i + 1, file.getFileName()), lines.get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAuditLog(Path file) {
        return file.getFileName().toString().matches("audit.*\\.jsonl");
    }
}
