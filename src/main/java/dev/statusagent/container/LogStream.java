package dev.statusagent.container;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The lines of one container's log, in order. One thread reads; any thread may close, which ends the reading at once. */
public interface LogStream extends Closeable {
    /**
     * The next line; empty at the end. Blocks until there is one, for as long as that takes where the log is followed.
     *
     * @throws IOException if the runtime went away, or the stream was closed
     */
    Optional<LogLine> next() throws IOException;

    /** Never throws. */
    @Override
    void close();
}
