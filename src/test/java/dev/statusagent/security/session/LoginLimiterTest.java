package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLimiterTest {
    private static final String HOME = "192.0.2.1";

    private final FakeTicker ticker = new FakeTicker();
    private final LoginLimiter limiter = new LoginLimiter(ticker);

    @Test
    void holdsBackTheAddressThatFailsAndNoOther() {
        for (int i = 0; i < 5; i++) {
            fail("198.51.100.7", "user" + i);
        }
        assertThat(limiter.begin("198.51.100.7", "olga").waitFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limiter.begin(HOME, "olga").mustWait()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"olga", "nobody", ""})
    void holdsBackStrangersAfterThirtyFailuresForOneUserWhoeverThatIs(String user) {
        limiter.begin(HOME, "somebody else").succeeded();
        for (int i = 0; i < 30; i++) {
            fail("198.51.100." + i, user);
        }
        LoginLimiter.Try stranger = limiter.begin("203.0.113.9", user);
        assertThat(stranger.waitFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(stranger.limit()).isEqualTo("login-user");
        assertThat(limiter.begin("203.0.113.9", "another").mustWait()).isFalse();
        assertThat(limiter.begin(HOME, user).mustWait()).isFalse();
        ticker.advance(Duration.ofMinutes(1));
        assertThat(limiter.begin("203.0.113.9", user).mustWait()).isFalse();
    }

    @Test
    void heldBackByTheUsersLimitIsNoFailureOfTheAddress() {
        for (int i = 0; i < 30; i++) {
            fail("198.51.100." + i, "olga");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.begin("203.0.113.9", "olga").limit()).isEqualTo("login-user");
        }
        ticker.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 4; i++) {
            fail("203.0.113.9", "olga");
        }
        assertThat(limiter.begin("203.0.113.9", "olga").mustWait()).isFalse();
    }

    @Test
    void anAddressThatHasLoggedInBeforeIsHeldBackByItsOwnFailuresOnly() {
        limiter.begin(HOME, "olga").succeeded();
        for (int i = 0; i < 5; i++) {
            fail(HOME, "olga");
        }
        assertThat(limiter.begin(HOME, "olga").limit()).isEqualTo("login-address");
    }

    @Test
    void whatIsAbandonedCountsNowhere() {
        for (int i = 0; i < 100; i++) {
            limiter.begin(HOME, "olga").abandoned();
        }
        assertThat(limiter.begin(HOME, "olga").mustWait()).isFalse();
        assertThat(limiter.knows(HOME)).isFalse();
    }

    @Test
    void keepsNoMoreThanTenThousandAddressesAndUsers() {
        for (int i = 0; i < 50_000; i++) {
            fail("2001:db8:" + Integer.toHexString(i) + "::/64", "user" + i);
        }
        assertThat(limiter.size()).isLessThanOrEqualTo(20_000);
    }

    private void fail(String address, String user) {
        LoginLimiter.Try attempt = limiter.begin(address, user);
        assertThat(attempt.mustWait()).isFalse();
        attempt.failed();
    }
}
