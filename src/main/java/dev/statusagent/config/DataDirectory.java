package dev.statusagent.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The one directory in which the agent keeps what must outlive its process ({@code STATUS_DATA_DIR}). Nobody but its owner
 * may look into it, and only one process at a time has it: two would undo each other's work.
 */
public final class DataDirectory implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process, and creates it if there is none. The lock ends with the process, however that
     * ends.
     *
     * @throws InUseException if another process has it
     * @throws IOException if it cannot be created or written
     */
    public static DataDirectory open(Path path) throws IOException {
        // the check is for a link to a directory, which createDirectories refuses
        Path real = (Files.isDirectory(path) ? path : Files.createDirectories(path, OWNER_ONLY)).toRealPath();
        FileChannel lockFile =
                FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new DataDirectory(real, lockFile);
            }
        } catch (OverlappingFileLockException e) {
            // the other agent is in this JVM
        }
        lockFile.close();
        throw new InUseException(path);
    }

    /** Another agent runs in the directory; it can be used once that one has ended. */
    public static final class InUseException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        InUseException(Path path) {
            super(path.toString(), null, "another agent is running in it");
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A file in it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** A directory in it, created if there is none. */
    public Path directory(String name) throws IOException {
        return Files.createDirectories(path.resolve(name), OWNER_ONLY);
    }

    /** Gives it free for the next. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
