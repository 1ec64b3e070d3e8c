package dev.statusagent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text file that is never large, and stops reading where one is. */
final class SmallFile {
    static final int MAX_BYTES = 64 * 1024;

    private SmallFile() {}

    /**
     * The whole text, read in one go: a pipe serves as well.
     *
     * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
     * @throws FileTooLargeException if it is larger than 64 KiB
     * @throws IOException if there is no such file, or it cannot be read
     */
    static String read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FileTooLargeException(MAX_BYTES);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}
