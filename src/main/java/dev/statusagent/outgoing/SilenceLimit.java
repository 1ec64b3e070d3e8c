package dev.statusagent.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is closed where a read gets nothing for too long, so that a connection that is dead at its other end is
 * noticed. It is looked at four times within the limit, since a timer for each read would cost more than the reading.
 */
public final class SilenceLimit extends FilterInputStream {
    private static final int LOOKS = 4;

    private final long limitNanos;
    private final ScheduledExecutorService timer;
    private volatile boolean reading;
    private volatile long readingSince;

    /**
     * @param in a stream that may be closed while another thread reads, which ends the reading
     */
    public SilenceLimit(InputStream in, Duration limit) {
        super(in);
        this.limitNanos = limit.toNanos();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "silence");
            thread.setDaemon(true);
            return thread;
        });
        long look = limitNanos / LOOKS;
        var unused = timer.scheduleAtFixedRate(this::closeIfSilent, look, look, TimeUnit.NANOSECONDS);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        readingSince = System.nanoTime();
        reading = true;
        try {
            return super.read(bytes, offset, length);
        } finally {
            reading = false;
        }
    }

    private void closeIfSilent() {
        if (reading && System.nanoTime() - readingSince > limitNanos) {
            try {
                in.close();
            } catch (IOException e) {
                // whoever reads is told by the read
            }
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        super.close();
    }
}
