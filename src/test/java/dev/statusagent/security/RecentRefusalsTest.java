package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final RecentRefusals refusals = new RecentRefusals(ticker);

    @Test
    void countsWhatWasRefusedWithinTheHour() {
        assertThat(refusals.lastHour()).isZero();
        for (int minute = 0; minute < 60; minute++) {
            refusals.add();
            refusals.add();
            ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(refusals.lastHour()).as("the first minute is an hour old").isEqualTo(118);
        ticker.advance(Duration.ofMinutes(30));
        assertThat(refusals.lastHour()).isEqualTo(58);
    }

    @Test
    void forgetsAllAfterAnHourOfQuiet() {
        refusals.add();
        ticker.advance(Duration.ofMinutes(59));
        assertThat(refusals.lastHour()).isEqualTo(1);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(refusals.lastHour()).isZero();
        refusals.add();
        ticker.advance(Duration.ofDays(400));
        assertThat(refusals.lastHour()).isZero();
    }
}
