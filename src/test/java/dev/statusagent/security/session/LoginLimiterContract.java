package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.session.LoginTry.Outcome;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every limit on guessing does. */
public abstract class LoginLimiterContract {
    private static final String HOME = "192.0.2.1";

    private final FakeTicker ticker = new FakeTicker();
    private LoginLimiter limiter;

    @BeforeEach
    void prepare() {
        limiter = limiter(ticker);
    }

    /** A limiter that has seen nothing; what two agents share, where it is shared, by turns. */
    protected abstract LoginLimiter limiter(FakeTicker ticker);

    @Test
    void holdsBackTheAddressThatFailsAndNoOther() {
        for (int i = 0; i < 5; i++) {
            fail("198.51.100.7", "user" + i);
        }
        assertThat(begin("198.51.100.7", "olga").waitFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(begin(HOME, "olga").mustWait()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"olga", "nobody", ""})
    void holdsBackStrangersAfterThirtyFailuresForOneUserWhoeverThatIs(String user) {
        begin(HOME, "somebody else").end(Outcome.SUCCEEDED).await().indefinitely();
        for (int i = 0; i < 30; i++) {
            fail("198.51.100." + i, user);
        }
        LoginTry stranger = begin("203.0.113.9", user);
        assertThat(stranger.waitFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(stranger.limit()).isEqualTo("login-user");
        assertThat(begin("203.0.113.9", "another").mustWait()).isFalse();
        assertThat(begin(HOME, user).mustWait()).isFalse();
        ticker.advance(Duration.ofMinutes(1));
        assertThat(begin("203.0.113.9", user).mustWait()).isFalse();
    }

    @Test
    void heldBackByTheUsersLimitIsNoFailureOfTheAddress() {
        for (int i = 0; i < 30; i++) {
            fail("198.51.100." + i, "olga");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(begin("203.0.113.9", "olga").limit()).isEqualTo("login-user");
        }
        ticker.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 4; i++) {
            fail("203.0.113.9", "olga");
        }
        assertThat(begin("203.0.113.9", "olga").mustWait()).isFalse();
    }

    @Test
    void anAddressThatHasLoggedInBeforeIsHeldBackByItsOwnFailuresOnly() {
        begin(HOME, "olga").end(Outcome.SUCCEEDED).await().indefinitely();
        for (int i = 0; i < 5; i++) {
            fail(HOME, "olga");
        }
        assertThat(begin(HOME, "olga").limit()).isEqualTo("login-address");
    }

    @Test
    void whatIsAbandonedCountsNowhere() {
        for (int i = 0; i < 100; i++) {
            begin(HOME, "olga").end(Outcome.ABANDONED).await().indefinitely();
        }
        assertThat(begin(HOME, "olga").mustWait()).isFalse();
        assertThat(begin(HOME, "olga").known()).isFalse();
    }

    @Test
    void manyTriesAtOnceAreNoWayAroundTheLimit() {
        for (int i = 0; i < 5; i++) {
            assertThat(begin(HOME, "olga").mustWait()).isFalse();
        }
        assertThat(begin(HOME, "olga").waitFor()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doublesThePenaltyOfAnAddressAndForgivesAfterAWhile() {
        List<Long> minutes = new ArrayList<>();
        for (int penalty = 0; penalty < 6; penalty++) {
            minutes.add(penaltyOf(HOME).toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
        ticker.advance(Duration.ofMinutes(15));
        assertThat(penaltyOf(HOME)).isEqualTo(Duration.ofMinutes(1));
    }

    private Duration penaltyOf(String address) {
        for (int i = 0; i < 5; i++) {
            fail(address, "user" + i);
        }
        Duration penalty = begin(address, "olga").waitFor();
        ticker.advance(penalty);
        return penalty;
    }

    private LoginTry begin(String address, String user) {
        return limiter.begin(address, user).await().indefinitely();
    }

    private void fail(String address, String user) {
        LoginTry attempt = begin(address, user);
        assertThat(attempt.mustWait()).isFalse();
        attempt.end(Outcome.FAILED).await().indefinitely();
    }
}
