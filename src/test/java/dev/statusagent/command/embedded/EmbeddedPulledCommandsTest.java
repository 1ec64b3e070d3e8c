package dev.statusagent.command.embedded;

import dev.statusagent.command.pull.PulledCommands;
import dev.statusagent.command.pull.PulledCommandsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPulledCommandsTest extends PulledCommandsContract {
    @TempDir
    private Path directory;

    private EmbeddedCommandStore database;

    @Override
    protected PulledCommands store() {
        return database == null ? storeAfterRestart() : new EmbeddedPulledCommands(database, clock);
    }

    @Override
    protected PulledCommands storeAfterRestart() {
        close();
        database = new EmbeddedCommandStore(directory.resolve("commands.db"), clock);
        return new EmbeddedPulledCommands(database, clock);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
