package dev.statusagent.security.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Counts the failures of each address. Twenty within a minute put it under penalty for 60 s; each further penalty lasts twice
 * as long, up to 15 min, until the address has kept quiet for that long. Bounded: the addresses beyond the limit that failed
 * longest ago are forgotten. Thread-safe.
 */
@ApplicationScoped
public class FailureLimiter {
    private static final int MAX_ADDRESSES = 10_000;
    private static final Duration FORGET = Duration.ofMinutes(30);

    private final Cache<String, Penalty> addresses;
    private final Ticker ticker;
    private final int failures;

    @Inject
    FailureLimiter(Ticker ticker) {
        this(ticker, 20);
    }

    /**
     * A limiter with a limit of its own.
     *
     * @param failures within a minute that lead to a penalty
     */
    public FailureLimiter(Ticker ticker, int failures) {
        this.ticker = ticker;
        this.failures = failures;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterAccess(FORGET)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Counts a failure.
     *
     * @param address as {@link ClientAddress} gives it
     */
    public Verdict failed(String address) {
        return addresses.get(address, unknown -> new Penalty(failures)).failed(ticker.nanos());
    }

    /**
     * What a failure leads to.
     *
     * @param retryAfter zero while the address is under no penalty, so that the failure is answered as what it is
     * @param worthALine whether the audit log should name this failure; under penalty one a minute is named
     * @param silenced how many failures went unnamed since the last line
     */
    public record Verdict(Duration retryAfter, boolean worthALine, long silenced) {
        public boolean isPenalty() {
            return !retryAfter.isZero();
        }
    }
}
