package dev.statusagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.ChainLog;
import dev.statusagent.audit.chain.Report;
import dev.statusagent.audit.chain.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written when, and what is done where nothing can be. The full disk is {@code /dev/full}. */
class AuditTrailTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong room = new AtomicLong(1 << 30);
    private ChainFiles files;
    private AuditTrail trail;

    @BeforeEach
    void name() {
        files = new ChainFiles(directory);
    }

    @AfterEach
    void end() {
        trail.close();
    }

    private void start() {
        start(() -> "now");
    }

    private void start(Supplier<String> time) {
        ChainLog log = new ChainLog(files, 1 << 30, time, anchor -> {});
        trail = new AuditTrail(
                log,
                room::get,
                nanos::get,
                new AuditMetrics(metrics),
                lost -> "{\"event\":\"audit_events_lost\",\"lost\":%d}".formatted(lost));
        trail.start();
    }

    private void append(String event, String request) {
        trail.append("{\"event\":\"%s\"}".formatted(event), request);
    }

    private boolean isSettled(String request) {
        return trail.settled(request).toCompletableFuture().isDone();
    }

    private void settle(String request) throws Exception {
        trail.settled(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(files.current());
    }

    private void awaitState(boolean writable) {
        Awaitility.await().until(() -> {
            trail.watch();
            return trail.isWritable() == writable;
        });
    }

    @Test
    void whoWaitsFindsItsEventInTheLog() throws Exception {
        start();
        for (int i = 0; i < 100; i++) {
            append("number-" + i, "request-" + i);
            settle("request-" + i);
            assertThat(lines()).last().asString().contains("\"number-" + i + "\"");
        }
        assertThat(metrics.counter("status.audit.events").count()).isEqualTo(100);
    }

    @Test
    void waitsForTheRequestsOwnEventsOnly() throws Exception {
        Semaphore mayBeTold = new Semaphore(1);
        start(() -> {
            mayBeTold.acquireUninterruptibly();
            return "now";
        });
        append("mine", "written");
        settle("written");
        trail.anchor(); // the writer now waits for the time
        append("other", "waiting");
        assertThat(isSettled("waiting")).isFalse();
        assertThat(isSettled("written")).as("what comes later is of others").isTrue();
        assertThat(isSettled("of nothing")).isTrue();
        mayBeTold.release();
        settle("waiting");
        assertThat(lines()).last().asString().contains("\"other\"");
    }

    @Test
    void waitsForAllEventsOfARequest() throws Exception {
        Semaphore mayBeTold = new Semaphore(1);
        start(() -> {
            mayBeTold.acquireUninterruptibly();
            return "now";
        });
        append("first", "request");
        settle("request");
        trail.anchor();
        append("second", "request");
        assertThat(isSettled("request")).isFalse();
        mayBeTold.release();
        settle("request");
        assertThat(lines()).last().asString().contains("\"second\"");
    }

    @Test
    void nobodyWaitsForAWriteThatHangs() throws Exception {
        Semaphore mayBeTold = new Semaphore(1);
        start(() -> {
            mayBeTold.acquireUninterruptibly();
            return "now";
        });
        append("first", "first");
        settle("first");
        trail.anchor();
        append("second", "second");
        CompletableFuture<Void> waiting = trail.settled("second").toCompletableFuture();
        assertThat(waiting.isDone()).isFalse();
        Awaitility.await().until(() -> {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(3)); // until after the writer has noted when it began
            trail.watch();
            return waiting.isDone();
        });
        assertThat(trail.isWritable()).isFalse();
        mayBeTold.release();
        awaitState(true);
        assertThat(lines()).last().asString().contains("\"second\"");
    }

    @Test
    void keepsWhatCannotBeWrittenUntilItCan() throws Exception {
        Files.createSymbolicLink(files.current(), FULL);
        start();
        append("kept", "request");
        Awaitility.await().until(() -> !trail.isWritable());
        assertThat(isSettled("request")).as("nobody waits for it").isTrue();
        Files.delete(files.current());
        awaitState(true);
        assertThat(lines()).hasSize(2).last().asString().contains("\"kept\"");
        assertThat(Verification.of(files).finding()).isEmpty();
    }

    @Test
    void saysHowManyEventsThereWasNoRoomFor() throws Exception {
        Files.createSymbolicLink(files.current(), FULL);
        start();
        Awaitility.await().until(() -> !trail.isWritable());
        for (int i = 0; i < 10_020; i++) {
            append("many", "request-" + i);
        }
        double lost = metrics.counter("status.audit.events.lost").count();
        assertThat(lost).isBetween(20.0, 30.0);
        Files.delete(files.current());
        awaitState(true);
        assertThat(lines()).last().asString().contains("\"audit_events_lost\",\"lost\":" + (int) lost);
        Report report = Verification.of(files);
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isGreaterThan(9_900);
    }

    @Test
    void doesNotFillTheMemoryWithLongEvents() throws Exception {
        Files.createSymbolicLink(files.current(), FULL);
        start();
        Awaitility.await().until(() -> !trail.isWritable());
        for (int i = 0; i < 50; i++) {
            append("x".repeat(200_000), "request-" + i);
        }
        double lost = metrics.counter("status.audit.events.lost").count();
        assertThat(lost).isBetween(8.0, 12.0);
        Files.delete(files.current());
        awaitState(true);
        assertThat(lines()).hasSize(52 - (int) lost);
        append("short", "last");
        settle("last");
        assertThat(lines()).last().asString().contains("short");
    }

    @Test
    void goesOnWritingOnADiskThatIsNearlyFull() throws Exception {
        start();
        room.set(1000);
        awaitState(false);
        append("still", null);
        Awaitility.await().until(() -> lines().size() == 2);
        assertThat(trail.isWritable()).isFalse();
        room.set(1 << 30);
        awaitState(true);
    }

    @Test
    void beginsANewFileWhereSomebodyHasRemovedTheOldOne() throws Exception {
        start();
        append("removed", "first");
        settle("first");
        Files.delete(files.current());
        Awaitility.await().until(() -> {
            trail.watch();
            return Files.exists(files.current());
        });
        append("kept", "second");
        settle("second");
        assertThat(lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"seq\":4,")
                .contains("\"kept\"");
        assertThat(Verification.of(files).finding()).isPresent();
    }

    /** A device that takes everything and has nothing to flush. */
    @Test
    void countsAsUnwritableWhereTheDiskCannotBeFlushed() throws Exception {
        Files.createSymbolicLink(files.current(), Path.of("/dev/null"));
        start();
        append("lost", "request");
        settle("request");
        assertThat(trail.isWritable()).isTrue();
        trail.flush();
        assertThat(trail.isWritable()).isFalse();
    }

    @Test
    void writesEverythingBeforeItEnds() throws Exception {
        start();
        for (int i = 0; i < 1000; i++) {
            append("last", null);
        }
        trail.anchor();
        trail.close();
        Report report = Verification.of(files);
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isEqualTo(1002);
        append("too late", null);
        assertThat(lines()).hasSize(1002);
    }
}
