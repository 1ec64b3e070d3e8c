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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
        ChainLog log = new ChainLog(files, 1 << 30, () -> "now", anchor -> {});
        trail = new AuditTrail(
                log,
                room::get,
                System::nanoTime,
                new AuditMetrics(metrics),
                lost -> "{\"event\":\"audit_events_lost\",\"lost\":%d}".formatted(lost));
        trail.start();
    }

    private void settle() throws Exception {
        trail.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
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
            trail.append("{\"event\":\"number-%d\"}".formatted(i));
            settle();
            assertThat(lines()).last().asString().contains("\"number-" + i + "\"");
        }
        assertThat(metrics.counter("status.audit.events").count()).isEqualTo(100);
    }

    @Test
    void keepsWhatCannotBeWrittenUntilItCan() throws Exception {
        Files.createSymbolicLink(files.current(), FULL);
        start();
        trail.append("{\"event\":\"kept\"}");
        Awaitility.await().until(() -> !trail.isWritable());
        settle();
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
            trail.append("{\"event\":\"many\"}");
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
    void goesOnWritingOnADiskThatIsNearlyFull() throws Exception {
        start();
        settle();
        room.set(1000);
        awaitState(false);
        trail.append("{\"event\":\"still\"}");
        Awaitility.await().until(() -> lines().size() == 2);
        assertThat(trail.isWritable()).isFalse();
        room.set(1 << 30);
        awaitState(true);
    }

    @Test
    void writesEverythingBeforeItEnds() throws Exception {
        start();
        for (int i = 0; i < 1000; i++) {
            trail.append("{\"event\":\"last\"}");
        }
        trail.anchor();
        trail.close();
        Report report = Verification.of(files);
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isEqualTo(1002);
        trail.append("{\"event\":\"too late\"}");
        assertThat(lines()).hasSize(1002);
    }
}
