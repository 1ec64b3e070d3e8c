package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TokenHolderTest {
    private static final AgentToken FIRST = new AgentToken(new Secret("first-token-0123456789"), 1);
    private static final AgentToken SECOND = new AgentToken(new Secret("second-token-0123456789"), 2);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void acceptsNothingWhileThereIsNoToken() {
        TokenHolder holder = holder(TokenOrigin.NONE, null, Duration.ZERO);
        assertThat(holder.accepts("")).isFalse();
        assertThat(holder.accepts("anything")).isFalse();
        assertThat(holder.status().hasToken()).isFalse();
        assertThat(holder.status().ageSeconds()).isNull();
        assertThat(holder.status().isHealthy()).isFalse();
    }

    @Test
    void refusesThePreviousTokenFromTheSwapOn() {
        TokenHolder holder = holder(TokenOrigin.VAULT, null, Duration.ZERO);
        assertThat(holder.accept(FIRST)).isTrue();
        assertThat(holder.accept(SECOND)).isTrue();
        assertThat(holder.accepts(FIRST.value().reveal())).isFalse();
        assertThat(holder.accepts(SECOND.value().reveal())).isTrue();
    }

    @Test
    void acceptsThePreviousTokenWithinItsGraceOnly() {
        TokenHolder holder = holder(TokenOrigin.VAULT, null, Duration.ofSeconds(30));
        holder.accept(FIRST);
        holder.accept(SECOND);
        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(holder.accepts(FIRST.value().reveal())).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(holder.accepts(FIRST.value().reveal())).isFalse();
        assertThat(holder.accepts(SECOND.value().reveal())).isTrue();
    }

    @Test
    void aNewVersionOfTheSameSecretIsNoRotation() {
        TokenHolder holder = holder(TokenOrigin.VAULT, null, Duration.ZERO);
        holder.accept(FIRST);
        assertThat(holder.accept(new AgentToken(FIRST.value(), 7))).isFalse();
        assertThat(holder.status().version()).isEqualTo(7);
        assertThat(holder.status().lastRotation()).contains(NOW);
    }

    @Test
    void aStartingValueCountsFromTheStartAndIsNotConfirmed() {
        TokenHolder holder = holder(TokenOrigin.VAULT, FIRST, Duration.ZERO);
        ticker.advance(Duration.ofSeconds(42));
        assertThat(holder.accepts(FIRST.value().reveal())).isTrue();
        assertThat(holder.status().ageSeconds()).isEqualTo(42);
        assertThat(holder.status().lastRefreshOk()).isFalse();
        assertThat(holder.status().attempted()).isFalse();
        holder.accept(SECOND);
        assertThat(holder.accepts(FIRST.value().reveal())).isFalse();
        assertThat(holder.status().lastRefreshOk()).isTrue();
    }

    @Test
    void aStaticTokenHasNoAgeAndIsHealthy() {
        TokenHolder holder = holder(TokenOrigin.STATIC, FIRST, Duration.ZERO);
        ticker.advance(Duration.ofDays(400));
        assertThat(holder.status().ageSeconds()).isZero();
        assertThat(holder.status().lastRefreshOk()).isNull();
        assertThat(holder.status().isHealthy()).isTrue();
        assertThat(holder.status().attempted()).isTrue();
    }

    @Test
    void aReplacedStaticTokenIsAsStaticAsTheOneBefore() {
        TokenHolder holder = holder(TokenOrigin.STATIC, FIRST, Duration.ZERO);
        holder.replace(SECOND);
        assertThat(holder.accepts(FIRST.value().reveal())).isFalse();
        assertThat(holder.accepts(SECOND.value().reveal())).isTrue();
        assertThat(holder.status().lastRefreshOk()).isNull();
        assertThat(holder.status().ageSeconds()).isZero();
        assertThat(holder.status().attempted()).isTrue();
    }

    @Test
    void aReplacedStaticTokenHasItsGraceAndItsTime() {
        TokenHolder holder = holder(TokenOrigin.STATIC, FIRST, Duration.ofSeconds(30));
        assertThat(holder.status().lastRotation()).isEmpty();
        holder.replace(SECOND);
        assertThat(holder.status().lastRotation()).contains(NOW);
        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(holder.accepts(FIRST.value().reveal())).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(holder.accepts(FIRST.value().reveal())).isFalse();
        assertThat(holder.accepts(SECOND.value().reveal())).isTrue();
    }

    @Test
    void theSameStaticTokenAgainCutsNoGraceShort() {
        TokenHolder holder = holder(TokenOrigin.STATIC, FIRST, Duration.ofSeconds(30));
        holder.replace(SECOND);
        holder.replace(SECOND);
        assertThat(holder.accepts(FIRST.value().reveal())).isTrue();
    }

    @Test
    void aFailureChangesWhatIsSaidAndNotTheToken() {
        TokenHolder holder = holder(TokenOrigin.VAULT, null, Duration.ZERO);
        holder.accept(FIRST);
        ticker.advance(Duration.ofSeconds(9));
        holder.fail(RefreshError.VAULT_DENIED);
        assertThat(holder.accepts(FIRST.value().reveal())).isTrue();
        assertThat(holder.status())
                .returns(9L, TokenStatus::ageSeconds)
                .returns(Boolean.FALSE, TokenStatus::lastRefreshOk)
                .returns(RefreshError.VAULT_DENIED, TokenStatus::lastError)
                .returns(false, TokenStatus::isHealthy);
        holder.accept(FIRST);
        assertThat(holder.status().lastError()).isNull();
    }

    @Test
    void neverShowsTheSecret() {
        TokenHolder holder = holder(TokenOrigin.VAULT, FIRST, Duration.ZERO);
        assertThat(FIRST.toString() + holder.status() + TokenState.starting(FIRST, 0, TokenOrigin.VAULT))
                .doesNotContain(FIRST.value().reveal());
    }

    private TokenHolder holder(TokenOrigin origin, AgentToken starting, Duration grace) {
        return new TokenHolder(origin, starting, grace, ticker, InstantSource.fixed(NOW));
    }
}
