package dev.statusagent.security.replay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.replay.NonceStore.Use;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmbeddedNonceStoreTest {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedNonceStore store = new EmbeddedNonceStore(TTL, 1000, ticker);

    @Test
    void knowsANonceForItsTime() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
        assertThat(use("a")).isEqualTo(Use.AGAIN);
        ticker.advance(TTL.minusMillis(1));
        assertThat(use("a")).isEqualTo(Use.AGAIN);
        ticker.advance(Duration.ofMillis(1));
        assertThat(use("a")).isEqualTo(Use.FIRST);
    }

    @Test
    void refusesNewNoncesWhenFullAndForgetsNone() {
        for (int nonce = 0; nonce < 1000; nonce++) {
            assertThat(use("n" + nonce)).isEqualTo(Use.FIRST);
        }
        assertThat(use("one more")).isEqualTo(Use.FULL);
        assertThat(use("n0")).isEqualTo(Use.AGAIN);
        ticker.advance(TTL);
        assertThat(use("one more")).isEqualTo(Use.FIRST);
    }

    @Test
    void givesANonceToOneOfManyWhoComeTogether() throws InterruptedException {
        AtomicInteger firsts = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int caller = 0; caller < 800; caller++) {
            String nonce = "n" + caller % 100;
            callers.execute(() -> {
                if (use(nonce) == Use.FIRST) {
                    firsts.incrementAndGet();
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(firsts).hasValue(100);
    }

    @Test
    void hasRoomForAllThatTheRateAllows() {
        assertThat(EmbeddedNonceStore.capacity(600, 120)).isGreaterThanOrEqualTo(120 * 10 + 120);
    }

    private Use use(String nonce) {
        return store.use(nonce).await().indefinitely();
    }
}
