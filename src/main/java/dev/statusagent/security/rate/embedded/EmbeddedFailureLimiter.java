package dev.statusagent.security.rate.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.rate.FailureLimiter;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The failures in memory, by a monotonic clock. Thread-safe. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedFailureLimiter implements FailureLimiter {
    private static final Duration FORGET = Duration.ofMinutes(30);

    private final Cache<String, Penalty> addresses;
    private final Ticker ticker;
    private final int failures;

    @Inject
    EmbeddedFailureLimiter(Ticker ticker) {
        this(ticker, FAILURES, MAX_ADDRESSES);
    }

    /**
     * A limiter with limits of its own.
     *
     * @param failures within a minute that lead to a penalty
     */
    public EmbeddedFailureLimiter(Ticker ticker, int failures, int maxAddresses) {
        this.ticker = ticker;
        this.failures = failures;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(maxAddresses)
                .expireAfterAccess(FORGET)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Uni<Verdict> failed(String address) {
        return Uni.createFrom()
                .item(addresses.get(address, unknown -> new Penalty(failures)).failed(ticker.nanos()));
    }
}
