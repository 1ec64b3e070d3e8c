package dev.statusagent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A small text file that others replace: says whether it has changed since it was last read. A change is another file behind
 * the path (an atomic rename, or a symbolic link on the way that was switched, as Kubernetes does), another size or another
 * time of modification. Thread-safe.
 */
public final class WatchedFile {
    private record Stamp(Path realPath, Object key, long size, long modifiedNanos) {}

    private final Path path;
    private volatile Stamp lastRead;
    private volatile Stamp lastSeen;

    public WatchedFile(Path path) {
        this.path = path;
        this.lastSeen = stampOrNull();
    }

    /** Whether there is a readable file that is another than the one last read. */
    public boolean hasChanged() {
        try {
            return !stamp().equals(lastRead);
        } catch (IOException e) {
            return lastRead != null;
        }
    }

    /**
     * Whether there is a file that is another than the one last read or last told of here: each change is told once, so that
     * a reader who cannot make use of it is not sent back at once.
     */
    public boolean hasChangedAnew() {
        Stamp now = stampOrNull();
        boolean anew = now != null && !now.equals(lastSeen);
        lastSeen = now;
        return anew;
    }

    /**
     * The whole text.
     *
     * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
     * @throws FileTooLargeException if it is larger than 64 KiB
     * @throws IOException if there is no such file, or it cannot be read
     */
    public String read() throws IOException {
        lastRead = null;
        lastRead = stamp();
        lastSeen = lastRead;
        return SmallFile.read(path);
    }

    private Stamp stampOrNull() {
        try {
            return stamp();
        } catch (IOException e) {
            return null;
        }
    }

    private Stamp stamp() throws IOException {
        Path real = path.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        return new Stamp(
                real,
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
}
