package dev.statusagent.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries the lines of a log to a client, no faster than the client takes them: one thread reads and formats, until 64 KiB
 * wait; one piece at a time is being written, and when it has left, all that has come meanwhile is the next. Thread-safe.
 */
final class LogPump implements Runnable {
    static final int MOST_BYTES = 64 * 1024;

    /** The reason of an end that is the log's own. */
    static final String ENDED = "log-ended";

    private static final byte[] NOTHING = {};

    private final LogStream lines;
    private final LogFormat format;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private Client client;
    private boolean expected;
    private boolean writing;
    private boolean readToTheEnd;
    private boolean over;

    LogPump(LogStream lines, LogFormat format) {
        this.lines = lines;
        this.format = format;
    }

    /** Where the log goes. Both methods are called one at a time, on any thread, and do not block. */
    interface Client {
        /** Completes when the piece has left, so that there is room for another. */
        CompletionStage<?> write(byte[] piece);

        /** There is no more. */
        void end();
    }

    LogFormat format() {
        return format;
    }

    /** Begins to write; what {@link #run} has read before waits until then. */
    void to(Client reader) {
        synchronized (this) {
            client = reader;
        }
        writeOn();
    }

    /** Reads until the log ends, the runtime goes away or the client does. */
    @Override
    public void run() {
        String reason = ENDED;
        try (lines) {
            for (Optional<LogLine> line = lines.next(); line.isPresent() && hasRoom(); line = lines.next()) {
                add(format.line(line.get()));
            }
        } catch (IOException e) {
            reason = "runtime-away";
        }
        end(reason);
    }

    /** Waits for room; false if nothing more is wanted. */
    private synchronized boolean hasRoom() {
        try {
            while (!readToTheEnd && waiting.size() >= MOST_BYTES) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !readToTheEnd;
    }

    private void add(byte[] piece) {
        synchronized (this) {
            if (!readToTheEnd) {
                waiting.writeBytes(piece);
            }
        }
        writeOn();
    }

    /** Writes a sign of life, if nothing is on its way to the client. Where no client has come since the last one, none will. */
    void sayNothing() {
        if (isForgotten()) {
            abandon();
            return;
        }
        synchronized (this) {
            if (client == null || writing || readToTheEnd || waiting.size() > 0) {
                return;
            }
            waiting.writeBytes(format.silence());
        }
        writeOn();
    }

    private synchronized boolean isForgotten() {
        boolean forgotten = client == null && expected;
        expected = true;
        return forgotten;
    }

    /** Ends the log in good order, after what has been read. */
    void end(String reason) {
        synchronized (this) {
            if (readToTheEnd) {
                return;
            }
            readToTheEnd = true;
            waiting.writeBytes(format.end(reason));
            notifyAll();
        }
        writeOn();
        lines.close();
    }

    /** The client has gone: nothing more is read or written. */
    void abandon() {
        synchronized (this) {
            over = true;
            readToTheEnd = true;
            waiting.reset();
            notifyAll();
        }
        lines.close();
    }

    /** Writes what waits, piece by piece, for as long as each leaves at once; one that does not goes on from there later. */
    private void writeOn() {
        for (byte[] piece = take(); piece.length > 0; piece = take()) {
            CompletableFuture<?> leaving = client.write(piece).toCompletableFuture();
            if (!leaving.isDone()) {
                var unused = leaving.whenComplete(this::written);
                return;
            }
            if (!hasLeft(leaving.isCompletedExceptionally())) {
                return;
            }
        }
        if (isNewlyOver()) {
            client.end();
        }
    }

    /** The next piece; empty where there is none, or none can be written now. */
    private synchronized byte[] take() {
        if (client == null || writing || over || waiting.size() == 0) {
            return NOTHING;
        }
        byte[] piece = waiting.toByteArray();
        waiting.reset();
        writing = true;
        notifyAll();
        return piece;
    }

    private synchronized boolean isNewlyOver() {
        if (client == null || writing || over || !readToTheEnd || waiting.size() > 0) {
            return false;
        }
        over = true;
        return true;
    }

    private void written(Object nothing, Throwable failure) {
        if (hasLeft(failure != null)) {
            writeOn();
        }
    }

    private boolean hasLeft(boolean failed) {
        synchronized (this) {
            writing = false;
        }
        if (failed) {
            abandon();
        }
        return !failed;
    }
}
