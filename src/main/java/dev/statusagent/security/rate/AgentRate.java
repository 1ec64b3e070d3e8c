package dev.statusagent.security.rate;

import dev.statusagent.config.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The token bucket of the authenticated agent. Thread-safe. */
@ApplicationScoped
public class AgentRate {
    private final Bucket bucket;

    AgentRate(RateConfig config, Ticker ticker) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(config.perMin()).refillGreedy(config.perMin(), Duration.ofMinutes(1)))
                .withCustomTimePrecision(new TickerMeter(ticker))
                .build();
    }

    /** Takes one request from the allowance; the time to wait if there is none left. */
    public Optional<Duration> take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private record TickerMeter(Ticker ticker) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
