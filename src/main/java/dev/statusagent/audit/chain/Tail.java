package dev.statusagent.audit.chain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The end of a file.
 *
 * @param hash the hash of the last line that has a line end; zeros in an empty file, and that of no line's where it is too long
 * @param line that line; empty if there is none, or it is none of the log's
 * @param bytes the length up to its line end
 * @param torn how many bytes come after that: a line that was not written to its end
 */
record Tail(String hash, Optional<ChainLine> line, long bytes, long torn) {
    private static final int STEP = 64 * 1024;

    /** Whether there is no line. */
    boolean isEmpty() {
        return bytes == 0;
    }

    static Tail of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            long end = lineEndBefore(file, length);
            if (end < 0) {
                return new Tail(ChainLine.NONE, Optional.empty(), 0, length);
            }
            long begin = lineEndBefore(file, end) + 1;
            if (end - begin > LogLines.LONGEST) {
                return new Tail(ChainLine.hash(new byte[0]), Optional.empty(), end + 1, length - end - 1);
            }
            byte[] line = new byte[Math.toIntExact(end - begin)];
            file.seek(begin);
            file.readFully(line);
            return new Tail(ChainLine.hash(line), ChainLine.parse(line), end + 1, length - end - 1);
        }
    }

    /** The place of the last line end before that place; -1 if there is none. */
    private static long lineEndBefore(RandomAccessFile file, long place) throws IOException {
        byte[] step = new byte[STEP];
        for (long end = place; end > 0; end -= STEP) {
            int length = (int) Math.min(STEP, end);
            file.seek(end - length);
            file.readFully(step, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (step[i] == '\n') {
                    return end - length + i;
                }
            }
        }
        return -1;
    }

    /** The first line of a file; empty if there is none, or it is none of the log's. */
    static Optional<ChainLine> firstLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] begin = new byte[(int) Math.min(STEP, file.length())];
            file.readFully(begin);
            for (int i = 0; i < begin.length; i++) {
                if (begin[i] == '\n') {
                    return ChainLine.parse(Arrays.copyOf(begin, i));
                }
            }
            return Optional.empty();
        }
    }
}
