package dev.statusagent.command.execution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** The directories in which commands run, each beside a record of its run. */
final class RunDirectories {
    private static final Logger LOG = Logger.getLogger(RunDirectories.class);
    /** No command's id begins with it. */
    private static final String RECORD = ".";

    private final Path parent;

    RunDirectories(Path parent) {
        this.parent = parent;
    }

    /** An empty directory named after the command, with a number behind its id if another run of that id has it. */
    Path create(String id, RunRecord record) throws IOException {
        for (int number = 1; ; number++) {
            Path directory = parent.resolve(number == 1 ? id : id + "." + number);
            try {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                write(directory, record);
                return directory;
            } catch (FileAlreadyExistsException e) {
                // the next number
            }
        }
    }

    /** Replaces the record of the run in that directory; there is one at all times. */
    void write(Path directory, RunRecord record) throws IOException {
        Path next = parent.resolve(RECORD + RECORD + directory.getFileName());
        Files.writeString(next, record.toString());
        Files.move(next, recordOf(directory), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the directory with all that is in it, and then its record. */
    void remove(Path directory) {
        try {
            delete(directory);
            Files.deleteIfExists(recordOf(directory));
        } catch (IOException e) {
            LOG.warnf("The directory of a command cannot be removed and is left for the next start: %s", e);
        }
    }

    private Path recordOf(Path directory) {
        return parent.resolve(RECORD + directory.getFileName());
    }

    /** The runs of which an earlier agent saw no end. */
    List<RunRecord> leftOver() throws IOException {
        List<RunRecord> records = new ArrayList<>();
        for (Path file : list(parent)) {
            if (file.getFileName().toString().startsWith(RECORD)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                RunRecord.parse(Files.readString(file)).ifPresent(records::add);
            }
        }
        return records;
    }

    /** Removes all directories and records. */
    void clear() throws IOException {
        for (Path entry : list(parent)) {
            delete(entry);
        }
    }

    /** Follows no link. Directories that the command has closed to itself are opened first. */
    private static void delete(Path root) throws IOException {
        Deque<Path> found = new ArrayDeque<>(List.of(root));
        Deque<Path> emptied = new ArrayDeque<>();
        while (!found.isEmpty()) {
            Path next = found.pop();
            if (Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwx------"));
                list(next).forEach(found::push);
                emptied.push(next);
            } else {
                Files.deleteIfExists(next);
            }
        }
        for (Path directory : emptied) {
            Files.deleteIfExists(directory);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }
}
