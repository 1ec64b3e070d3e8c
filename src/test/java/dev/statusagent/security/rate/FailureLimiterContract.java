package dev.statusagent.security.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.rate.FailureLimiter.Verdict;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every counter of failures does. */
public abstract class FailureLimiterContract {
    private static final String STRANGER = "192.0.2.1";

    protected static final int MOST = 50;

    private final FakeTicker ticker = new FakeTicker();
    private FailureLimiter limiter;

    @BeforeEach
    void prepare() {
        limiter = limiter(ticker);
    }

    /** A limiter of twenty failures and {@link #MOST} addresses; what two agents share, where it is shared, by turns. */
    protected abstract FailureLimiter limiter(FakeTicker ticker);

    @Test
    void answersTwentyFailuresInAMinuteAsWhatTheyAre() {
        for (int failure = 0; failure < 20; failure++) {
            assertThat(failed(STRANGER).isPenalty()).isFalse();
        }
        assertThat(failed(STRANGER).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neverPunishesFailuresThatAreFarBetween() {
        for (int failure = 0; failure < 200; failure++) {
            assertThat(failed(STRANGER).isPenalty()).isFalse();
            ticker.advance(Duration.ofSeconds(4));
        }
    }

    @Test
    void punishesOneAddressAndNotAnother() {
        failTwentyTimes();
        assertThat(failed(STRANGER).isPenalty()).isTrue();
        assertThat(failed("192.0.2.2").isPenalty()).isFalse();
    }

    @Test
    void doublesEachPenaltyUpToFifteenMinutes() {
        List<Long> minutes = new ArrayList<>();
        for (int penalty = 0; penalty < 6; penalty++) {
            failTwentyTimes();
            Duration length = failed(STRANGER).retryAfter();
            minutes.add(length.toMinutes());
            ticker.advance(length);
            assertThat(failed(STRANGER).isPenalty()).as("the penalty has ended").isFalse();
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
        assertThat(failed(STRANGER).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void failuresUnderPenaltyDoNotProlongIt() {
        failTwentyTimes();
        ticker.advance(Duration.ofSeconds(59));
        for (int failure = 0; failure < 1000; failure++) {
            assertThat(failed(STRANGER).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void namesOneFailureAMinuteUnderPenaltyAndCountsTheOthers() {
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(1));
        failTwentyTimes();
        assertThat(failed(STRANGER).worthALine()).isTrue();
        for (int failure = 0; failure < 50; failure++) {
            assertThat(failed(STRANGER).worthALine()).isFalse();
        }
        ticker.advance(Duration.ofMinutes(1));
        assertThat(failed(STRANGER)).returns(true, Verdict::worthALine).returns(50L, Verdict::silenced);
    }

    @Test
    void forgetsAnAddressThatWasQuietForHalfAnHour() {
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(1));
        failTwentyTimes();
        ticker.advance(Duration.ofMinutes(30));
        failTwentyTimes();
        assertThat(failed(STRANGER).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void ofTooManyAddressesForgetsThoseThatFailedLongestAgo() {
        failTwentyTimes();
        for (int address = 0; address < 10 * MOST; address++) {
            failed("198.51.100." + address);
            ticker.advance(Duration.ofMillis(1));
        }
        assertThat(failed(STRANGER).isPenalty()).isFalse();
    }

    private Verdict failed(String address) {
        return limiter.failed(address).await().indefinitely();
    }

    private void failTwentyTimes() {
        for (int failure = 0; failure < 20; failure++) {
            failed(STRANGER);
        }
    }
}
