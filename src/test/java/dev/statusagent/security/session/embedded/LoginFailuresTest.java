package dev.statusagent.security.session.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginFailuresTest {
    private final FakeTicker ticker = new FakeTicker();
    private final LoginFailures failures = new LoginFailures(5, Duration.ofMinutes(15));

    @Test
    void countsAnyMinuteAndNotTheMinutesOfAClock() {
        assertThat(fail()).isZero();
        ticker.advance(Duration.ofSeconds(59));
        for (int i = 0; i < 3; i++) {
            assertThat(fail()).isZero();
        }
        ticker.advance(Duration.ofSeconds(1));
        assertThat(fail()).isZero();
        assertThat(fail()).as("the first one is a minute old").isZero();
        assertThat(fail()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void countsWhatIsUnderWayAsFailedUntilItHasEnded() {
        for (int i = 0; i < 5; i++) {
            assertThat(failures.begin(ticker.nanos())).isZero();
        }
        assertThat(failures.begin(ticker.nanos())).isEqualTo(Duration.ofSeconds(1));
        failures.end(false, ticker.nanos());
        assertThat(failures.begin(ticker.nanos())).isZero();
        for (int i = 0; i < 5; i++) {
            failures.end(true, ticker.nanos());
        }
        assertThat(failures.begin(ticker.nanos())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void forgivesAfterAQuarterOfAnHourWithoutPenalty() {
        penalty(Duration.ofMinutes(1));
        penalty(Duration.ofMinutes(2));
        ticker.advance(Duration.ofMinutes(15).minusNanos(1));
        penalty(Duration.ofMinutes(4));
        ticker.advance(Duration.ofMinutes(15));
        penalty(Duration.ofMinutes(1));
    }

    private void penalty(Duration length) {
        for (int i = 0; i < 5; i++) {
            assertThat(fail()).isZero();
        }
        assertThat(fail()).isEqualTo(length);
        ticker.advance(length);
    }

    private Duration fail() {
        Duration wait = failures.begin(ticker.nanos());
        if (wait.isZero()) {
            failures.end(true, ticker.nanos());
        }
        return wait;
    }
}
