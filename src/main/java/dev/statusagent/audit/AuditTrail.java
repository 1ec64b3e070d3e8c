package dev.statusagent.audit;

import dev.statusagent.audit.chain.ChainLog;
import dev.statusagent.config.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The one thread that writes the audit log's files. Nobody waits to hand over an event; who must know that it is written asks
 * {@link #settled}. While the files cannot be written, events wait in memory, as many as there is room for. Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final long RESERVED_BYTES = 256 * 1024;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final CompletionStage<Void> NOW = CompletableFuture.completedFuture(null);

    private final ChainLog log;
    private final LongSupplier roomBytes;
    private final Ticker ticker;
    private final AuditMetrics metrics;
    private final LongFunction<String> loss;
    private final Thread thread = new Thread(this::run, "audit-writer");
    /** The writer's own: what could not be written yet. */
    private final Deque<Handover.Waiting> unwritten = new ArrayDeque<>();

    private final Handover handover = new Handover();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean failing;
    private volatile boolean full;
    private volatile boolean busy;
    private volatile boolean unflushed;
    private volatile boolean unsafe;
    private volatile long busySinceNanos;

    /**
     * A trail that writes once it is started.
     *
     * @param roomBytes how much can still be written beside the log
     * @param loss the event that tells how many were lost
     */
    AuditTrail(ChainLog log, LongSupplier roomBytes, Ticker ticker, AuditMetrics metrics, LongFunction<String> loss) {
        this.log = log;
        this.roomBytes = roomBytes;
        this.ticker = ticker;
        this.metrics = metrics;
        this.loss = loss;
        metrics.watch(this::isWritable);
        thread.setDaemon(true);
    }

    /** Opens the log, with an anchor. */
    AuditTrail start() {
        handover.other(ChainLog::open);
        thread.start();
        return this;
    }

    /**
     * Hands over an event.
     *
     * @param event a JSON object in one line
     * @param request the id of the request that it is about; null for none
     */
    void append(String event, String request) {
        boolean room = handover.event(request, event.length(), target -> {
            target.append(event);
            metrics.written();
        });
        if (!room) {
            lost.incrementAndGet();
            metrics.lost();
        }
    }

    /** Has an anchor written. */
    void anchor() {
        handover.other(ChainLog::anchor);
    }

    /**
     * Done when each event of the request that was handed over is in the log, where a killed process does not lose it; or at once
     * where there is none or the log cannot be written, and after three seconds where that takes longer.
     *
     * @param request its id
     */
    public CompletionStage<Void> settled(String request) {
        return isWritable() ? handover.settled(request) : NOW;
    }

    /** Whether the log can be written, by what the last write has shown; false for a write that takes two seconds. */
    public boolean isWritable() {
        return !failing && !full && !unsafe && !isStuck();
    }

    private boolean isStuck() {
        return busy && ticker.nanos() - busySinceNanos > LONGEST_WRITE.toNanos();
    }

    /** Whether, when this agent started, the log ended where its head said. */
    public boolean wasFoundWhole() {
        return log.wasFoundWhole();
    }

    /**
     * Has the writer look whether a log that could not be written can be, and whether its file is still there, and lets go of a
     * write that hangs. Never blocks.
     */
    void watch() {
        if (handover.isEmpty() && isWritable()) {
            handover.other(ChainLog::follow);
        }
        handover.wake();
        if (isStuck()) {
            handover.letGo();
        }
    }

    /** Flushes what was written to the disk. While that fails the log counts as one that cannot be written. */
    void flush() {
        if (!unflushed) {
            return;
        }
        unflushed = false;
        try {
            log.sync();
            if (unsafe) {
                LOG.info("The audit log reaches the disk again");
            }
            unsafe = false;
        } catch (IOException e) {
            unflushed = true;
            if (!unsafe) {
                LOG.errorf(
                        "The audit log does not reach the disk: %s; what would change something is refused",
                        e.getMessage());
            }
            unsafe = true;
        }
    }

    private void run() {
        for (Handover.Batch batch = take(); batch != null; batch = take()) {
            busySinceNanos = ticker.nanos();
            busy = true;
            unwritten.addAll(batch.writes());
            write();
            busy = false;
            handover.end(batch);
        }
        try {
            log.close();
        } catch (IOException e) {
            LOG.errorf("The audit log was not closed: %s", e.getMessage());
        }
    }

    private Handover.Batch take() {
        return handover.take(() -> failing);
    }

    private void write() {
        try {
            while (!unwritten.isEmpty()) {
                write(unwritten.element().write());
                handover.written(unwritten.remove());
            }
            tellLoss();
            works();
        } catch (IOException e) {
            fails(e);
        }
    }

    private void write(Handover.Write write) throws IOException {
        try {
            write.to(log);
            unflushed = true;
        } catch (RuntimeException e) {
            LOG.error("An event was not written to the audit log", e);
        }
    }

    private void tellLoss() throws IOException {
        long count = lost.get();
        if (count > 0) {
            log.append(loss.apply(count));
            lost.addAndGet(-count);
        }
    }

    private void works() {
        boolean wasFull = full;
        full = roomBytes.getAsLong() < RESERVED_BYTES;
        if (full && !wasFull) {
            LOG.error("The disk of the audit log is full; what would change something is refused");
        } else if (!full && (failing || wasFull)) {
            LOG.info("The audit log can be written again");
        }
        failing = false;
    }

    private void fails(IOException failure) {
        if (!failing) {
            failing = true;
            LOG.errorf(
                    "The audit log cannot be written: %s; what would change something is refused",
                    failure.getMessage());
        }
    }

    /** Writes what was handed over before, and nothing that comes later. */
    @Override
    public void close() {
        handover.close();
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
