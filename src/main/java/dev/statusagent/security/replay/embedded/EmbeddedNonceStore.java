package dev.statusagent.security.replay.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.rate.RateConfig;
import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.replay.ReplayConfig;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Nonces in memory, each for its time. A use costs the same however many are remembered. Only a holder of the token can add
 * one, and no more are kept than its rate allows in that time, several times over; beyond that new ones are refused rather
 * than old ones forgotten.
 */
@Singleton
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedNonceStore implements NonceStore {
    private static final int MARGIN = 4;

    private final Cache<String, Boolean> used;
    private final long capacity;
    private final Instant began;

    @Inject
    EmbeddedNonceStore(ReplayConfig replay, RateConfig rate, Ticker ticker, InstantSource clock) {
        this(Duration.ofSeconds(replay.ttlSecs()), capacity(replay.ttlSecs(), rate.perMin()), ticker, clock.instant());
    }

    EmbeddedNonceStore(Duration timeToLive, long capacity, Ticker ticker, Instant began) {
        this.capacity = capacity;
        this.began = Instant.ofEpochSecond(began.getEpochSecond());
        this.used = Caffeine.newBuilder()
                .expireAfterWrite(timeToLive)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Rate × time, and a burst of the same size, with a margin for refused requests, which use their nonces too. */
    static long capacity(int ttlSecs, int perMin) {
        return MARGIN * (perMin * (long) ttlSecs / 60 + perMin);
    }

    @Override
    public Uni<Use> use(String nonce, Instant created) {
        return Uni.createFrom().item(created.isBefore(began) ? Use.UNKNOWN : note(nonce));
    }

    private Use note(String nonce) {
        if (used.estimatedSize() >= capacity) {
            used.cleanUp();
            if (used.estimatedSize() >= capacity) {
                return used.getIfPresent(nonce) == null ? Use.FULL : Use.AGAIN;
            }
        }
        return used.asMap().putIfAbsent(nonce, Boolean.TRUE) == null ? Use.FIRST : Use.AGAIN;
    }
}
