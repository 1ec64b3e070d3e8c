package dev.statusagent.security.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.rate.FailureLimiter.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is never without limit, and what is refused, while Redis is away. */
class WhileSharedCountsAreAwayTest {
    private static final Optional<Duration> WAIT = Optional.of(Duration.ofSeconds(7));
    private static final Verdict PENALTY = new Verdict(Duration.ofSeconds(7), true, 0);

    private static <T> Uni<T> away() {
        return Uni.createFrom().failure(new StatusException(ProblemType.STORE_UNAVAILABLE));
    }

    @Test
    void readingIsCountedHereAndAChangeIsRefused() {
        AgentAllowance allowance = new AgentAllowance(
                WhileSharedCountsAreAwayTest::away, () -> Uni.createFrom().item(WAIT));
        assertThat(allowance.take(true).await().indefinitely()).isEqualTo(WAIT);
        assertThatThrownBy(() -> allowance.take(false).await().indefinitely()).isInstanceOf(StatusException.class);
    }

    @Test
    void theSharedCountDecidesWhileItIsThere() {
        AgentAllowance allowance =
                new AgentAllowance(() -> Uni.createFrom().item(Optional.empty()), WhileSharedCountsAreAwayTest::away);
        assertThat(allowance.take(true).await().indefinitely()).isEmpty();
        assertThat(allowance.take(false).await().indefinitely()).isEmpty();
    }

    @Test
    void failuresAreCountedHere() {
        FailureLimiter failures = new FailuresCountedAnyway(
                address -> away(), address -> Uni.createFrom().item(PENALTY));
        assertThat(failures.failed("192.0.2.1").await().indefinitely()).isEqualTo(PENALTY);
    }
}
