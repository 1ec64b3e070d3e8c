package dev.statusagent.security.session.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.session.LoginLimiter;
import dev.statusagent.security.session.LoginLimiterContract;
import dev.statusagent.security.session.LoginTry;
import dev.statusagent.security.session.LoginTry.Outcome;
import dev.statusagent.testing.FakeTicker;
import org.junit.jupiter.api.Test;

class EmbeddedLoginLimiterTest extends LoginLimiterContract {
    @Override
    protected LoginLimiter limiter(FakeTicker ticker) {
        return new EmbeddedLoginLimiter(ticker);
    }

    @Test
    void keepsNoMoreThanTenThousandAddressesAndUsers() {
        EmbeddedLoginLimiter limiter = new EmbeddedLoginLimiter(new FakeTicker());
        for (int i = 0; i < 50_000; i++) {
            LoginTry attempt = limiter.begin("2001:db8:" + Integer.toHexString(i) + "::/64", "user" + i)
                    .await()
                    .indefinitely();
            attempt.end().apply(Outcome.FAILED).await().indefinitely();
        }
        assertThat(limiter.size()).isLessThanOrEqualTo(20_000);
    }
}
