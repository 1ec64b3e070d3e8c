package dev.statusagent.command.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of this machine, as {@code /proc} shows them to the agent. */
class ProcessTable {
    private static final int MOST_OF_ENVIRONMENT = 256 * 1024;

    private final Path proc;

    ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** Those that are alive. */
    List<ProcessStat> alive() {
        List<ProcessStat> alive = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                find(Long.parseLong(entry.getFileName().toString())).ifPresent(alive::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return alive;
    }

    /** The process of that number, if it is alive. */
    Optional<ProcessStat> find(long pid) {
        try {
            return Optional.of(ProcessStat.parse(Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1)))
                    .filter(ProcessStat::isAlive);
        } catch (IOException e) {
            return Optional.empty(); // it has just ended
        }
    }

    /** Whether the process was started with that variable set to that value; false also if the agent may not know. */
    boolean wasStartedWith(long pid, String variable) {
        try (InputStream environment = Files.newInputStream(file(pid, "environ"))) {
            String all = new String(environment.readNBytes(MOST_OF_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            return ("\0" + all).contains("\0" + variable + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells one run of the machine from another. */
    String bootId() {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private Path file(long pid, String name) {
        return proc.resolve(String.valueOf(pid)).resolve(name);
    }
}
