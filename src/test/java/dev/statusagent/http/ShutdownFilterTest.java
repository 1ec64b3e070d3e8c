package dev.statusagent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownFilterTest {
    private static final String CALL = "/api/v1/commands/execute";

    private final FakeTicker ticker = new FakeTicker();

    private ShutdownFilter stopping(Duration delay) {
        ShutdownFilter filter = new ShutdownFilter(ticker, delay);
        filter.toldToStop(new ShutdownDelayInitiatedEvent());
        return filter;
    }

    @Test
    void letsAllInUntilItIsToldToStop() {
        ShutdownFilter filter = new ShutdownFilter(ticker, Duration.ZERO);
        ticker.advance(Duration.ofDays(1));
        assertThat(filter.isLetIn(CALL)).isTrue();
    }

    @Test
    void letsAllInForTheDelay() {
        ShutdownFilter filter = stopping(Duration.ofSeconds(5));
        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(filter.isLetIn(CALL)).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(filter.isLetIn(CALL)).isFalse();
    }

    @Test
    void letsNoneInWhereThereIsNoDelay() {
        assertThat(stopping(Duration.ZERO).isLetIn(CALL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void letsProbesInAllTheTime(String probe) {
        assertThat(stopping(Duration.ZERO).isLetIn(probe)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/healthy", "/health/", "/q/healthy", "/q/openapi", "/metrics", "/metrics/stream", "/login"
            })
    void letsNothingElseIn(String path) {
        assertThat(stopping(Duration.ZERO).isLetIn(path)).isFalse();
    }
}
