package dev.statusagent.container.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.statusagent.config.Redaction;
import dev.statusagent.container.LineAssembly;
import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogSource;
import dev.statusagent.container.LogStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads the two streams of a container out of one, as the engine interleaves them: frames of a head of eight bytes (1 or 2 for
 * the stream, three zeros, the length) and text. A container with a terminal has text alone.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">the engine's
 *     API, stream format</a>
 */
final class DockerLogStream implements LogStream {
    private static final int STDERR = 2;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int RAW_BYTES = 8 * 1024;
    private static final int MOST_FRAME_BYTES = 1 << 20;

    private final Response response;
    private final DataInputStream in;
    private final boolean terminal;
    private final Queue<LogLine> ready = new ArrayDeque<>();
    private final Map<LogSource, LineAssembly> assemblies = new EnumMap<>(LogSource.class);
    private boolean over;

    DockerLogStream(Response response, boolean terminal, Redaction redaction) {
        this.response = response;
        this.in = new DataInputStream(new BufferedInputStream(response.getBody(), BUFFER_BYTES));
        this.terminal = terminal;
        for (LogSource source : LogSource.values()) {
            assemblies.put(source, new LineAssembly(source, !terminal, redaction, ready::add));
        }
    }

    @Override
    public Optional<LogLine> next() throws IOException {
        while (ready.isEmpty() && !over) {
            over = terminal ? !readText() : !readFrame();
            if (over) {
                assemblies.values().forEach(LineAssembly::end);
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    private boolean readText() throws IOException {
        byte[] bytes = new byte[RAW_BYTES];
        int length = in.read(bytes);
        if (length > 0) {
            assemblies.get(LogSource.STDOUT).add(bytes, length);
        }
        return length >= 0;
    }

    private boolean readFrame() throws IOException {
        int stream = in.read();
        if (stream < 0) {
            return false;
        }
        in.skipNBytes(3);
        int length = in.readInt();
        if (length < 0 || length > MOST_FRAME_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        assemblies.get(stream == STDERR ? LogSource.STDERR : LogSource.STDOUT).add(bytes, length);
        return true;
    }

    @Override
    public void close() {
        response.close();
    }
}
