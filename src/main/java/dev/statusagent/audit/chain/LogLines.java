package dev.statusagent.audit.chain;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The lines of several files, one after the other, and the next one before it is read. A file may be renamed meanwhile. */
final class LogLines implements AutoCloseable {
    /** What is longer is none of the log's lines, and is never held in memory. In bytes. */
    static final int LONGEST = 1 << 20;

    private record Open(Path path, InputStream content) {}

    private final List<Open> files = new ArrayList<>();
    private final Iterator<Open> unread;
    private final byte[] buffer = new byte[128 * 1024];
    private InputStream in = InputStream.nullInputStream();
    private Place place;
    private int at;
    private int end;
    private Located ahead;

    LogLines(List<Path> paths) throws IOException {
        try {
            for (Path path : paths) {
                files.add(new Open(path, new FileInputStream(path.toFile())));
            }
            unread = files.iterator();
            ahead = read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The next line, which stays the next; null at the end. */
    Located peek() {
        return ahead;
    }

    Located next() throws IOException {
        Located next = ahead;
        if (next != null) {
            ahead = read();
        }
        return next;
    }

    private Located read() throws IOException {
        while (!fill()) {
            if (!unread.hasNext()) {
                return null;
            }
            Open file = unread.next();
            in = file.content();
            place = new Place(file.path(), 0);
        }
        place = place.next();
        ByteArrayOutputStream line = null;
        while (true) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < end;
            if (whole && line == null) {
                return located(Arrays.copyOfRange(buffer, from, at++), false);
            }
            line = line == null ? new ByteArrayOutputStream() : line;
            line.write(buffer, from, Math.min(at - from, LONGEST + 1 - line.size()));
            if (whole) {
                at++;
                return located(line.toByteArray(), false);
            }
            if (!fill()) {
                return located(line.toByteArray(), true);
            }
        }
    }

    private Located located(byte[] line, boolean torn) {
        return new Located(place, line.length > LONGEST ? Optional.empty() : ChainLine.parse(line), torn);
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        for (Open file : files) {
            file.content().close();
        }
    }
}
