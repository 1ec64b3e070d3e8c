package dev.statusagent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * This agent among those that share its queue.
 *
 * @param name what it is called as a holder of commands: no other agent is called so at the same time, and it itself again
 *     after a restart on the same data; has no blank in it, unlike those of outside clients
 */
public record Replica(String name) {
    /** One that shares its queue with nobody. */
    static final Replica ALONE = new Replica("agent");

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    /** The one whose identity is kept in that file, which is written if there is none in it. */
    static Replica keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            String id = Files.readString(file).strip();
            if (ID.matcher(id).matches()) {
                return new Replica(ALONE.name + ":" + id);
            }
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, UUID.randomUUID() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return keptIn(file);
    }
}
