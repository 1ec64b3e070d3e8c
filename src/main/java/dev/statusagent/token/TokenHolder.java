package dev.statusagent.token;

import dev.statusagent.config.Secret;
import dev.statusagent.config.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * The one place that holds the token. Readers take no lock and do no I/O: each question is answered from one atomically
 * replaced state. Only {@link TokenRotation} changes it, one thread at a time.
 */
public final class TokenHolder {
    private final TokenOrigin origin;
    private final Duration grace;
    private final Ticker ticker;
    private final InstantSource clock;
    private final AtomicReference<TokenState> state;

    /**
     * @param starting the token to begin with; null for none
     * @param grace how long the previous token is still accepted after a rotation; zero for not at all
     */
    public TokenHolder(TokenOrigin origin, AgentToken starting, Duration grace, Ticker ticker, InstantSource clock) {
        this.origin = origin;
        this.grace = grace;
        this.ticker = ticker;
        this.clock = clock;
        this.state = new AtomicReference<>(TokenState.starting(starting, ticker.nanos(), origin));
    }

    /** Whether the candidate is the current token, or the previous one within its grace. Constant time per length. */
    public boolean accepts(String candidate) {
        byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
        return accepts(token -> MessageDigest.isEqual(token.bytes(), bytes));
    }

    /** Whether the test holds for the current token, or for the previous one within its grace. */
    public boolean accepts(Predicate<Secret> test) {
        TokenState now = state.get();
        if (now.current() != null && test.test(now.current().value())) {
            return true;
        }
        return now.previous() != null
                && ticker.nanos() - now.previousUntilNanos() < 0
                && test.test(now.previous().value());
    }

    /** The token to sign with; empty while there is none. For {@code security} only, which never shows it. */
    public Optional<AgentToken> current() {
        return Optional.ofNullable(state.get().current());
    }

    /** What operators may know of the token at this moment. */
    public TokenStatus status() {
        TokenState now = state.get();
        return new TokenStatus(
                origin,
                age(now),
                now.lastRefreshOk(),
                now.current() == null ? null : now.current().version(),
                now.lastError(),
                Optional.ofNullable(now.lastSuccess()),
                Optional.ofNullable(now.lastRotation()),
                now.attempted());
    }

    private Duration age(TokenState now) {
        if (now.current() == null) {
            return null;
        }
        return origin == TokenOrigin.STATIC ? Duration.ZERO : Duration.ofNanos(ticker.nanos() - now.confirmedAtNanos());
    }

    /**
     * Takes over what a refresh brought.
     *
     * @return whether the secret is another than before
     */
    boolean accept(AgentToken fetched) {
        TokenState before = state.get();
        boolean same = fetched.sameSecret(before.current());
        state.set(
                same
                        ? before.confirmed(fetched, ticker.nanos(), clock.instant())
                        : before.rotated(fetched, ticker.nanos(), grace.toNanos(), clock.instant()));
        return !same;
    }

    /** Takes over a token that was given and not fetched; the same one again is no rotation. */
    void replace(AgentToken given) {
        TokenState before = state.get();
        if (!given.sameSecret(before.current())) {
            state.set(before.replaced(given, ticker.nanos(), grace.toNanos(), clock.instant()));
        }
    }

    /** Notes that a refresh failed; the token stays as it is. */
    void fail(RefreshError error) {
        state.set(state.get().failed(error));
    }
}
