package dev.statusagent.audit.chain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code audit.head}, written in place: a process that is killed leaves the old one or the new one. */
final class HeadFile implements AutoCloseable {
    private final RandomAccessFile file;

    private HeadFile(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens it, and creates an empty one if there is none. */
    static HeadFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, ChainFiles.OWNER_ONLY);
        }
        return new HeadFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** What is in it; empty if it is missing, empty or has another form. */
    static Optional<ChainHead.Read> read(Path path) throws IOException {
        try {
            return ChainHead.parse(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(ChainHead head, ChainKey key) throws IOException {
        byte[] bytes = head.bytes(key);
        if (file.getChannel().write(ByteBuffer.wrap(bytes), 0) < bytes.length) {
            throw new IOException("the disk took a part of audit.head only");
        }
    }

    /** Flushes it to the disk; may be called by another thread. */
    void sync() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
