package dev.statusagent.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A stream that is closed where a read gets nothing for too long, so that a connection that is dead at its other end is noticed. */
final class SilenceLimit extends FilterInputStream {
    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param in a stream that may be closed while another thread reads, which ends the reading
     */
    SilenceLimit(InputStream in, Duration limit) {
        super(in);
        this.limit = limit;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "silence");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ScheduledFuture<?> end = timer.schedule(this::closeQuietly, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return super.read(bytes, offset, length);
        } finally {
            end.cancel(false);
        }
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException e) {
            // whoever reads is told by the read
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        super.close();
    }
}
