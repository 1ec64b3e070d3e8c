package dev.statusagent.container.kubernetes;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.LineAssembly;
import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogSource;
import dev.statusagent.container.LogStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads a log as the cluster gives it: a time and a text each line, the two streams of the container in one. The cluster knows
 * "since" by whole seconds; what is before the very moment is left out here.
 */
final class KubernetesLogStream implements LogStream {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final Queue<LogLine> ready = new ArrayDeque<>();
    private final LineAssembly assembly;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private Optional<Instant> since;
    private boolean over;
    private volatile boolean closed;

    KubernetesLogStream(InputStream in, Optional<Instant> since, Redaction redaction) {
        this.in = in;
        this.since = since;
        this.assembly = new LineAssembly(LogSource.STDOUT, false, redaction, this::take);
    }

    private void take(LogLine line) {
        if (since.isEmpty() || !isBefore(line.at(), since.get())) {
            since = Optional.empty();
            ready.add(line);
        }
    }

    private static boolean isBefore(String at, Instant moment) {
        try {
            return Instant.parse(at).isBefore(moment);
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public Optional<LogLine> next() throws IOException {
        while (ready.isEmpty() && !over) {
            int length = in.read(bytes);
            if (closed) {
                throw new IOException("the log was closed");
            }
            over = length < 0;
            if (over) {
                assembly.end();
            } else {
                assembly.add(bytes, length);
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            over = true; // nothing is read from it again
        }
    }
}
