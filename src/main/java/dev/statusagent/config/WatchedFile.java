package dev.statusagent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A small text file that others replace: says whether it has changed since it was last read. A change is another file behind
 * the path (an atomic rename, or a symbolic link on the way that was switched, as Kubernetes does), another size or another
 * time of modification. Used by one thread at a time.
 */
public final class WatchedFile {
    private static final int MAX_BYTES = 64 * 1024;

    private record Stamp(Path realPath, Object key, long size, long modifiedNanos) {}

    private final Path path;
    private Stamp lastRead;

    public WatchedFile(Path path) {
        this.path = path;
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
     * The whole text.
     *
     * @throws IOException if there is no such file, it cannot be read, is larger than 64 KiB or is not UTF-8
     */
    public String read() throws IOException {
        lastRead = null;
        lastRead = stamp();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("larger than 64 KiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
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
