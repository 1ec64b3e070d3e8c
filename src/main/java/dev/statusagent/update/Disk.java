package dev.statusagent.update;

import dev.statusagent.update.UpdateFailure.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What outlives the loss of power, for the owner only. */
final class Disk {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Disk() {}

    /** Returns once the names in the directory are on the disk. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Puts the file in the place of the one that was there: at each moment the old or the new is there, as a whole. */
    static void write(Path file, byte[] content) throws IOException {
        Path directory = parent(file);
        Path made = directory.resolve(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                made, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        move(made, file);
    }

    /** Renames within a file system; what was there is replaced. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(to));
    }

    /** Lets the link name that target: at each moment it names the old or the new. */
    static void link(Path link, Path target) throws IOException {
        Path made = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(made);
        Files.createSymbolicLink(made, target);
        move(made, link);
    }

    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(parent(file));
        }
    }

    /** Removes a directory with all that is in it, or a file; follows no link. */
    static void deleteTree(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        } catch (NoSuchFileException e) {
            return; // nothing to remove
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        sync(parent(path));
    }

    /** The failure of an update by a failure of the disk. */
    static UpdateFailure failure(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded")
                ? new UpdateFailure(Reason.DISK_FULL, "There is no room for the update on the disk")
                : new UpdateFailure(Reason.STORAGE, "UPDATE_STORAGE_PATH cannot be written");
    }

    private static Path parent(Path path) {
        return path.toAbsolutePath().getParent();
    }
}
