package dev.statusagent.audit;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.ChainLog;
import dev.statusagent.audit.chain.Report;
import dev.statusagent.audit.chain.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Events that the audit log's files take a second, and how long one takes until it is in them. Argument: an empty directory. */
public final class AuditRates {
    private static final int[] CALLERS = {1, 8, 64};
    private static final int LINES = 200_000;
    private static final int FLUSHED = 200;
    private static final long SECONDS = 5;
    private static final String EVENT =
            "{\"event\":\"auth_success\",\"time\":\"2026-11-26T00:00:00.000Z\",\"actor\":\"agent\",\"outcome\":\"success\","
                    + "\"request_id\":\"d96077c3-2f6d-4c89-bd32-505951f1e9cf\",\"client\":\"127.0.0.1\",\"method\":\"GET\","
                    + "\"path\":\"/api/v1/token\"}";

    private final Path directory;

    private AuditRates(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        AuditRates rates = new AuditRates(Path.of(arguments[0]));
        rates.lines();
        rates.lines(); // the first time is for warming up as well
        rates.flushes();
        for (int callers : CALLERS) {
            rates.waiting(callers);
        }
    }

    private ChainFiles fresh() throws IOException {
        return new ChainFiles(Files.createTempDirectory(directory, "log"));
    }

    private static ChainLog log(ChainFiles files) {
        return new ChainLog(
                files, 1L << 30, () -> InstantSource.system().instant().toString(), anchor -> {});
    }

    private void lines() throws IOException {
        ChainFiles files = fresh();
        long start = System.nanoTime();
        try (ChainLog log = log(files)) {
            for (int i = 0; i < LINES; i++) {
                log.append(EVENT);
            }
        }
        long written = System.nanoTime();
        Report report = Verification.of(files);
        long verified = System.nanoTime();
        if (report.finding().isPresent()) {
            throw new IllegalStateException(report.finding().get().toString());
        }
        System.out.printf(
                "%d lines by one thread, each with its head: %.0f a second; verified: %.0f a second%n",
                LINES, LINES * 1e9 / (written - start), report.lines() * 1e9 / (verified - written));
    }

    private void flushes() throws IOException {
        try (ChainLog log = log(fresh())) {
            long start = System.nanoTime();
            for (int i = 0; i < FLUSHED; i++) {
                log.append(EVENT);
                log.sync();
            }
            System.out.printf(
                    "for comparison, flushed after each line: %.0f a second%n",
                    FLUSHED * 1e9 / (System.nanoTime() - start));
        }
    }

    /** As the agent does it: each caller waits until its event is in the file, which is flushed each second. */
    private void waiting(int callers) throws Exception {
        ChainLog log = log(fresh());
        AuditTrail trail = new AuditTrail(
                log, () -> Long.MAX_VALUE, System::nanoTime, new AuditMetrics(new SimpleMeterRegistry()), lost -> "{}");
        trail.start();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        var unused = clock.scheduleAtFixedRate(trail::flush, 1, 1, TimeUnit.SECONDS);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(SECONDS);
            List<Callable<long[]>> work = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                work.add(() -> events(trail, end));
            }
            List<long[]> took = new ArrayList<>();
            for (Future<long[]> caller : threads.invokeAll(work)) {
                took.add(caller.get());
            }
            long[] all = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    "%2d callers that wait: %6.0f a second; median %5.0f us, 99 %% %6.0f us, longest %.1f ms%n",
                    callers,
                    all.length * 1e9 / (System.nanoTime() - start),
                    all[all.length / 2] / 1e3,
                    all[all.length * 99 / 100] / 1e3,
                    all[all.length - 1] / 1e6);
        } finally {
            threads.shutdownNow();
            clock.shutdownNow();
            trail.close();
        }
    }

    private static long[] events(AuditTrail trail, long end) throws Exception {
        List<Long> took = new ArrayList<>();
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            String request = UUID.randomUUID().toString();
            trail.append(EVENT, request);
            trail.settled(request).toCompletableFuture().get();
            took.add(System.nanoTime() - begin);
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }
}
