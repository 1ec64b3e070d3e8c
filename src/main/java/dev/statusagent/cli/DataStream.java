package dev.statusagent.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that remembers that it lost something. That nobody reads any more, as after {@code | head}, is no loss. Used by one thread at
 * a time.
 */
final class DataStream extends FilterOutputStream {
    private static final String NOBODY_READS = "Broken pipe";

    private boolean lossy;

    DataStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            lossy |= !NOBODY_READS.equals(e.getMessage());
            throw e;
        }
    }

    /** Whether something was not written that somebody wanted. */
    boolean isLossy() {
        return lossy;
    }
}
