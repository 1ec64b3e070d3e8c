package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.testing.FakeTicker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RefusalCounts refusals = new RefusalCounts(ticker, metrics);

    @Test
    void countsWhatWasRefusedWithinTheHour() {
        assertThat(refusals.lastHour()).isZero();
        for (int minute = 0; minute < 60; minute++) {
            refusals.add(ProblemType.REPLAYED);
            refusals.add(ProblemType.REPLAYED);
            ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(refusals.lastHour()).as("the first minute is an hour old").isEqualTo(118);
        ticker.advance(Duration.ofMinutes(30));
        assertThat(refusals.lastHour()).isEqualTo(58);
    }

    @Test
    void hasEachReasonFromTheStart() {
        assertThat(metrics.find("status.auth.failures").counters())
                .hasSize(19)
                .allMatch(counter -> counter.count() == 0);
        refusals.add(ProblemType.REPLAYED);
        assertThat(metrics.get("status.auth.failures")
                        .tag("reason", "replayed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void forgetsAllAfterAnHourOfQuiet() {
        refusals.add(ProblemType.REPLAYED);
        ticker.advance(Duration.ofMinutes(59));
        assertThat(refusals.lastHour()).isEqualTo(1);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(refusals.lastHour()).isZero();
        refusals.add(ProblemType.REPLAYED);
        ticker.advance(Duration.ofDays(400));
        assertThat(refusals.lastHour()).isZero();
    }
}
