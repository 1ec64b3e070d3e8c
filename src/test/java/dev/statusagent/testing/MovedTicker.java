package dev.statusagent.testing;

import dev.statusagent.config.Ticker;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The application's monotonic clock in tests that move it; stands still otherwise. */
@Alternative
@Singleton
public class MovedTicker implements Ticker {
    private final FakeTicker ticker = new FakeTicker();

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    public void advance(Duration by) {
        ticker.advance(by);
    }
}
