package dev.statusagent.security.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.replay.NonceStore.Use;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every memory of nonces does. */
public abstract class NonceStoreContract {
    /** The store, as one of the agents that share it sees it; by turns where there are several. */
    protected abstract NonceStore store();

    /** Lets pass the time that a nonce is remembered. */
    protected abstract void passTimeToLive();

    @Test
    void knowsANonceForItsTime() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
        assertThat(use("a")).isEqualTo(Use.AGAIN);
        assertThat(use("b")).isEqualTo(Use.FIRST);
        assertThat(use("b")).isEqualTo(Use.AGAIN);
        passTimeToLive();
        assertThat(use("a")).isEqualTo(Use.FIRST);
    }

    /** The time by the store's own clock. */
    protected abstract Instant now();

    @Test
    void doesNotKnowWhatWasSignedInASecondBeforeItBegan() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
        assertThat(use("b", now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(10)))
                .isEqualTo(Use.UNKNOWN);
        assertThat(use("b")).as("nothing was noted").isEqualTo(Use.FIRST);
    }

    @Test
    void takesAnyVisibleCharacter() {
        String odd = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        assertThat(use(odd)).isEqualTo(Use.FIRST);
        assertThat(use(odd)).isEqualTo(Use.AGAIN);
        assertThat(use(odd + "x")).isEqualTo(Use.FIRST);
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
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(firsts).hasValue(100);
    }

    protected final Use use(String nonce) {
        return use(nonce, now());
    }

    protected final Use use(String nonce, Instant created) {
        return store().use(nonce, created).await().indefinitely();
    }
}
