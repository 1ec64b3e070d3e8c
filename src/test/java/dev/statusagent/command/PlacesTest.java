package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Places places = new Places(GivenCommands.DEFAULTS);

    @Test
    void thereAreAsManyAsConfigured() {
        assertThat(places.tryAcquire()).isTrue();
        assertThat(places.tryAcquire()).isFalse();
        places.release();
        assertThat(places.tryAcquire()).isTrue();
    }

    @Test
    void aFreePlaceIsGivenAtOnce() {
        assertThat(places.acquire(LONG)).isCompleted();
        assertThat(places.tryAcquire()).isFalse();
    }

    @Test
    void theLineIsServedInOrderAndBeforeListeners() {
        AtomicInteger told = new AtomicInteger();
        places.onFree(told::incrementAndGet);
        places.tryAcquire();
        CompletableFuture<Void> first = places.acquire(LONG);
        CompletableFuture<Void> second = places.acquire(LONG);
        places.release();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(places.tryAcquire()).isFalse();
        places.release();
        assertThat(second).isCompleted();
        assertThat(told).hasValue(0);
        places.release();
        assertThat(told).hasValue(1);
    }

    @Test
    void whoCancelsLeavesTheLine() {
        places.tryAcquire();
        CompletableFuture<Void> first = places.acquire(LONG);
        CompletableFuture<Void> second = places.acquire(LONG);
        first.cancel(false);
        assertThat(places.waiting()).isEqualTo(1);
        places.release();
        assertThat(second).isCompleted();
    }

    @Test
    void patienceEnds() {
        places.tryAcquire();
        CompletableFuture<Void> turn = places.acquire(Duration.ofMillis(20));
        assertThatThrownBy(() -> turn.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        places.release();
        assertThat(places.tryAcquire()).as("the place went back").isTrue();
    }

    @Test
    void closingSendsEverybodyAway() {
        places.tryAcquire();
        CompletableFuture<Void> turn = places.acquire(LONG);
        places.close();
        assertThat(turn).isCompletedExceptionally();
        assertThatThrownBy(() -> places.acquire(LONG).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(places.waiting()).isZero();
    }
}
