package dev.statusagent.security.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.rate.FailureLimiter.Verdict;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLimiterTest {
    private static final String STRANGER = "192.0.2.1";

    private final FakeTicker ticker = new FakeTicker();
    private final FailureLimiter limiter = new FailureLimiter(ticker, 20);

    @Test
    void answersTwentyFailuresInAMinuteAsWhatTheyAre() {
        for (int failure = 0; failure < 20; failure++) {
            assertThat(limiter.failed(STRANGER).isPenalty()).isFalse();
        }
        assertThat(limiter.failed(STRANGER).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neverPunishesFailuresThatAreFarBetween() {
        for (int failure = 0; failure < 200; failure++) {
            assertThat(limiter.failed(STRANGER).isPenalty()).isFalse();
            ticker.advance(Duration.ofSeconds(4));
        }
    }

    @Test
    void punishesOneAddressAndNotAnother() {
        failTwentyTimes();
        assertThat(limiter.failed(STRANGER).isPenalty()).isTrue();
        assertThat(limiter.failed("192.0.2.2").isPenalty()).isFalse();
    }

    @Test
    void doublesEachPenaltyUpToFifteenMinutes() {
        List<Long> minutes = new ArrayList<>();
        for (int penalty = 0; penalty < 6; penalty++) {
            failTwentyTimes();
            Duration length = limiter.failed(STRANGER).retryAfter();
            minutes.add(length.toMinutes());
            ticker.advance(length);
            assertThat(limiter.failed(STRANGER).isPenalty())
                    .as("the penalty has ended")
                    .isFalse();
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
    }

    @Test
    void beginsAnewAfterAnAddressHasKeptQuiet() {
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(1));
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(2 + 15));
        failTwentyTimes();
        assertThat(limiter.failed(STRANGER).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void failuresUnderPenaltyDoNotProlongIt() {
        failTwentyTimes();
        ticker.advance(Duration.ofSeconds(59));
        for (int failure = 0; failure < 1000; failure++) {
            assertThat(limiter.failed(STRANGER).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void namesOneFailureAMinuteUnderPenaltyAndCountsTheOthers() {
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(1));
        failTwentyTimes();
        assertThat(limiter.failed(STRANGER).worthALine()).isTrue();
        for (int failure = 0; failure < 50; failure++) {
            assertThat(limiter.failed(STRANGER).worthALine()).isFalse();
        }
        ticker.advance(Duration.ofMinutes(1));
        assertThat(limiter.failed(STRANGER)).returns(true, Verdict::worthALine).returns(50L, Verdict::silenced);
    }

    private void failTwentyTimes() {
        for (int failure = 0; failure < 20; failure++) {
            limiter.failed(STRANGER);
        }
    }
}
