package dev.statusagent.testing.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an agent has written to its audit log, and the key that it must tell nobody. */
final class AuditFiles {
    private AuditFiles() {}

    /** Has the lines searched for secrets, and everything that was said for the log's key. */
    static void tell(Path dataDirectory, LeakCheck leaks) {
        if (!Files.isDirectory(dataDirectory)) {
            return;
        }
        try (Stream<Path> files = Files.list(dataDirectory)) {
            Path key = dataDirectory.resolve("audit.key");
            if (Files.exists(key)) {
                leaks.secret("audit.key", Files.readString(key).strip());
            }
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
