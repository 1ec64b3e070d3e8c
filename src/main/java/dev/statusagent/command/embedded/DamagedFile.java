package dev.statusagent.command.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What happens to a database that cannot be read: it is kept, for people to look at. */
final class DamagedFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String[] PARTS = {"", "-wal", "-shm"};

    private DamagedFile() {}

    /** Renames the database with its log and its index; gives the new name, under which nothing was before. */
    static Path setAside(Path file, Instant now) throws IOException {
        String name = file.getFileName() + ".damaged-" + STAMP.format(now);
        Path aside = file.resolveSibling(name);
        for (int more = 2; Files.exists(aside); more++) {
            aside = file.resolveSibling(name + "-" + more);
        }
        for (String part : PARTS) {
            Path old = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(old)) {
                Files.move(old, aside.resolveSibling(aside.getFileName() + part));
            }
        }
        return aside;
    }
}
