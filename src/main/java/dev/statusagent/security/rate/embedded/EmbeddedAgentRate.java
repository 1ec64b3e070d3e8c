package dev.statusagent.security.rate.embedded;

import dev.statusagent.config.Ticker;
import dev.statusagent.security.rate.AgentRate;
import dev.statusagent.security.rate.RateConfig;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** The bucket in memory, by a monotonic clock. Thread-safe. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedAgentRate implements AgentRate {
    private final Bucket bucket;

    @Inject
    EmbeddedAgentRate(RateConfig config, Ticker ticker) {
        this(config.perMin(), ticker);
    }

    EmbeddedAgentRate(int perMin, Ticker ticker) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMin).refillGreedy(perMin, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new TickerMeter(ticker, ticker.nanos()))
                .build();
    }

    @Override
    public Uni<Optional<Duration>> take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return Uni.createFrom()
                .item(
                        probe.isConsumed()
                                ? Optional.empty()
                                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /** Time since the beginning, since the bucket does not bear a clock that overflows. */
    private record TickerMeter(Ticker ticker, long beganNanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.nanos() - beganNanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
