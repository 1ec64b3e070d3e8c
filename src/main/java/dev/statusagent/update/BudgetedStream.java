package dev.statusagent.update;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives no more than it was allowed to, so that nothing made to grow can fill the disk or the memory. */
final class BudgetedStream extends FilterInputStream {
    private long budget;

    BudgetedStream(InputStream in) {
        super(in);
    }

    /** The next bytes that may be read; what was not read of those before does not count. */
    void allow(long bytes) {
        budget = bytes;
    }

    /** More was asked for than was allowed. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        spend(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 8192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    private void spend(int count) throws ExceededException {
        budget -= Math.max(0, count);
        if (budget < 0) {
            throw new ExceededException();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
