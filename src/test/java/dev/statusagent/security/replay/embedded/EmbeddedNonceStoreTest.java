package dev.statusagent.security.replay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.replay.NonceStore.Use;
import dev.statusagent.security.replay.NonceStoreContract;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmbeddedNonceStoreTest extends NonceStoreContract {
    private static final Duration TTL = Duration.ofMinutes(10);

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.900Z");

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedNonceStore store = new EmbeddedNonceStore(TTL, 1000, ticker, START);

    @Override
    protected NonceStore store() {
        return store;
    }

    @Override
    protected Instant now() {
        return START;
    }

    @Override
    protected void passTimeToLive() {
        ticker.advance(TTL);
    }

    @Test
    void takesWhatWasSignedInTheSecondInWhichItBegan() {
        assertThat(use("a", START.minusMillis(901))).isEqualTo(Use.UNKNOWN);
        assertThat(use("a", START.minusMillis(900))).isEqualTo(Use.FIRST);
    }

    @Test
    void knowsANonceToTheMillisecond() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
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
    void hasRoomForAllThatTheRateAllows() {
        assertThat(EmbeddedNonceStore.capacity(600, 120)).isGreaterThanOrEqualTo(120 * 10 + 120);
    }
}
