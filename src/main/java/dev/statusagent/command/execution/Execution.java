package dev.statusagent.command.execution;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process from its start to the moment when nothing of it is left. */
final class Execution {
    private static final double TERM_AT = 0.9;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration LAST_BREATH = Duration.ofSeconds(5);
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    private final Process process;
    private final Family family;
    private final Duration timeout;
    private final long start = System.nanoTime();
    private final KeptOutput stdout = new KeptOutput();
    private final KeptOutput stderr = new KeptOutput();
    private final CompletableFuture<Void> reading;
    private volatile boolean stopped;

    /**
     * Begins to read what the process says.
     *
     * @param threads has two to spare
     */
    Execution(Process process, Family family, Duration timeout, Executor threads) {
        this.process = process;
        this.family = family;
        this.timeout = timeout;
        this.reading = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> read(process.getInputStream(), stdout), threads),
                CompletableFuture.runAsync(() -> read(process.getErrorStream(), stderr), threads));
    }

    /**
     * What became of the process.
     *
     * @param output its exit code is null if a signal ended it
     * @param error null after a success
     */
    record Outcome(CommandStatus status, CommandResult.Output output, String error, boolean truncated) {}

    private static void read(InputStream stream, KeptOutput into) {
        try {
            into.readAll(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no more to read
        }
    }

    /** Waits for the end, and brings it about when the time is over. All that the process has left behind is killed. */
    Outcome await() throws InterruptedException {
        boolean told = !hasEndedWithin(TERM_AT);
        if (told && !stopped) {
            family.send(Signals.TERM);
        }
        boolean killed = told && !hasEndedWithin(1);
        family.kill();
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        boolean gone = process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS);
        finishReading();
        return outcome(told, killed, gone ? process.exitValue() : SIGNALLED + Signals.KILL, seconds);
    }

    private boolean hasEndedWithin(double share) throws InterruptedException {
        long nanos = (long) (timeout.toNanos() * share) - (System.nanoTime() - start);
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }

    /** Kills it at once, on behalf of an agent that stops. */
    void stop() {
        stopped = true;
        family.kill();
    }

    /** A process that has hidden well may still hold the streams open; nobody waits for it. */
    private void finishReading() throws InterruptedException {
        try {
            reading.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // what was read is what there is
        }
    }

    private Outcome outcome(boolean told, boolean killed, int code, double seconds) {
        boolean signalled = code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL;
        CommandResult.Output output =
                new CommandResult.Output(signalled ? null : code, seconds, stdout.text(), stderr.text());
        boolean truncated = stdout.isTruncated() || stderr.isTruncated();
        if (stopped) {
            return new Outcome(CommandStatus.KILLED, output, "killed, since the agent was stopped", truncated);
        }
        if (killed) {
            return new Outcome(CommandStatus.KILLED, output, "killed after " + timeout.toSeconds() + " s", truncated);
        }
        if (told) {
            String error = "ended when its " + timeout.toSeconds() + " s were nearly over";
            return new Outcome(CommandStatus.TIMEOUT, output, error, truncated);
        }
        if (code == 0) {
            return new Outcome(CommandStatus.SUCCESS, output, null, truncated);
        }
        String error = signalled ? "ended by signal " + (code - SIGNALLED) : "exit code " + code;
        return new Outcome(CommandStatus.FAILED, output, error, truncated);
    }
}
