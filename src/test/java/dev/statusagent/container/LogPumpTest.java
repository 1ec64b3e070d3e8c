package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogPumpTest {
    private final FakeRuntime.FakeLog log = new FakeRuntime.FakeLog();
    private final LogPump pump = new LogPump(log, new EventLog(LogPosition.START));
    private final Client client = new Client();
    private final Thread reader = new Thread(pump);

    /** A client that takes each piece when the test says so. */
    private static final class Client implements LogPump.Client {
        private final StringBuilder text = new StringBuilder();
        private CompletableFuture<Void> leaving;
        private int largest;
        private boolean ended;

        @Override
        public synchronized CompletionStage<?> write(byte[] piece) {
            assertThat(leaving == null || leaving.isDone())
                    .as("one piece at a time")
                    .isTrue();
            assertThat(ended).isFalse();
            text.append(new String(piece, StandardCharsets.UTF_8));
            largest = Math.max(largest, piece.length);
            leaving = new CompletableFuture<>();
            return leaving;
        }

        @Override
        public synchronized void end() {
            ended = true;
        }

        CompletableFuture<Void> leaving() {
            Awaitility.await().until(() -> isWriting());
            synchronized (this) {
                return leaving;
            }
        }

        synchronized boolean isWriting() {
            return leaving != null && !leaving.isDone();
        }

        void takeAll() {
            while (!hasEnded()) {
                if (isWriting()) {
                    leaving().complete(null);
                }
            }
        }

        synchronized boolean hasEnded() {
            return ended;
        }

        synchronized String text() {
            return text.toString();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        pump.abandon();
        reader.join(10_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void writesEachLineOnceAndInOrderAndEndsWithTheLog() {
        for (int i = 0; i < 6; i++) {
            log.say(FakeRuntime.line(i));
        }
        log.finish();
        reader.start();
        pump.to(client);
        client.takeAll();
        assertThat(client.text()).isEqualTo("""
                id: 2026-11-25T04:00:00.000000000Z/1
                data: {"stream":"stderr","at":"2026-11-25T04:00:00.000000000Z","text":"line \\"0\\""}

                id: 2026-11-25T04:00:00.000000000Z/2
                data: {"stream":"stdout","at":"2026-11-25T04:00:00.000000000Z","text":"line \\"1\\""}

                id: 2026-11-25T04:00:01.000000000Z/1
                data: {"stream":"stderr","at":"2026-11-25T04:00:01.000000000Z","text":"line \\"2\\""}

                id: 2026-11-25T04:00:01.000000000Z/2
                data: {"stream":"stdout","at":"2026-11-25T04:00:01.000000000Z","text":"line \\"3\\""}

                id: 2026-11-25T04:00:02.000000000Z/1
                data: {"stream":"stderr","at":"2026-11-25T04:00:02.000000000Z","text":"line \\"4\\""}

                id: 2026-11-25T04:00:02.000000000Z/2
                data: {"stream":"stdout","at":"2026-11-25T04:00:02.000000000Z","text":"line \\"5\\""}

                event: end
                data: {"reason":"log-ended"}

                """);
        assertThat(log.isClosed()).isTrue();
    }

    @Test
    void aClientThatDoesNotReadStopsTheReading() {
        AtomicInteger read = new AtomicInteger();
        LogPump endless = new LogPump(
                new LogStream() {
                    @Override
                    public Optional<LogLine> next() throws IOException {
                        read.incrementAndGet();
                        return Optional.of(FakeRuntime.line(1));
                    }

                    @Override
                    public void close() {}
                },
                new PlainLog());
        Thread endlessReader = new Thread(endless);
        endlessReader.start();
        endless.to(client);
        Awaitility.await().until(() -> endlessReader.getState() == Thread.State.WAITING);
        int bytes = FakeRuntime.line(1).text().length() + 1;
        assertThat(read.get()).isLessThan(3 * LogPump.MOST_BYTES / bytes);
        int before = read.get();
        client.leaving().complete(null);
        Awaitility.await().until(() -> read.get() > before && endlessReader.getState() == Thread.State.WAITING);
        assertThat(client.largest).isLessThan(2 * LogPump.MOST_BYTES);
        endless.abandon();
        Awaitility.await().until(() -> !endlessReader.isAlive());
    }

    @Test
    void aClientThatLeavesClosesTheLog() {
        reader.start();
        pump.to(client);
        pump.abandon();
        Awaitility.await().until(() -> !reader.isAlive());
        assertThat(log.isClosed()).isTrue();
        assertThat(client.hasEnded()).isFalse();
    }

    @Test
    void aPieceThatCannotBeWrittenClosesTheLog() {
        reader.start();
        pump.to(client);
        log.say(FakeRuntime.line(1));
        client.leaving().completeExceptionally(new IOException("gone"));
        Awaitility.await().until(log::isClosed);
    }

    @Test
    void saysNothingOnlyWhereNothingIsOnItsWay() {
        reader.start();
        pump.to(client);
        pump.sayNothing();
        assertThat(client.text()).isEqualTo(":\n\n");
        pump.sayNothing();
        client.leaving().complete(null);
        assertThat(client.text()).isEqualTo(":\n\n");
    }

    @Test
    void aLogThatNoClientComesForIsClosed() {
        reader.start();
        pump.sayNothing();
        assertThat(log.isClosed()).isFalse();
        pump.sayNothing();
        assertThat(log.isClosed()).isTrue();
    }

    @Test
    void whatWasReadIsWrittenBeforeTheEndThatTheAgentMakes() {
        log.say(FakeRuntime.line(1));
        reader.start();
        Awaitility.await().until(() -> log.unread() == 0);
        pump.end("agent-stops");
        pump.to(client);
        client.takeAll();
        assertThat(client.text()).contains("line").endsWith("event: end\ndata: {\"reason\":\"agent-stops\"}\n\n");
        assertThat(log.isClosed()).isTrue();
    }

    @Test
    void goesOnAfterTheLineThatAClientHasSeen() {
        EventLog format = new EventLog(LogPosition.of("2026-11-25T04:00:00.000000000Z/1"));
        assertThat(format.line(FakeRuntime.line(0))).isEmpty();
        assertThat(new String(format.line(FakeRuntime.line(1)), StandardCharsets.UTF_8))
                .startsWith("id: 2026-11-25T04:00:00.000000000Z/2\n");
        assertThat(format.line(FakeRuntime.line(2))).isNotEmpty();
    }
}
