package dev.statusagent.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void growsFromOneSecondToSixtyWithJitter() {
        for (int seed = 0; seed < 100; seed++) {
            BackOff backOff = new BackOff(new Random(seed));
            for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60, 60}) {
                assertThat(backOff.next()).isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds));
            }
        }
    }

    @Test
    void beginsAnewOnceAllIsWell() {
        BackOff backOff = new BackOff(new Random(1));
        for (int i = 0; i < 10; i++) {
            backOff.next();
        }
        backOff.reset();
        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void twoAgentsDoNotComeBackTogether() {
        assertThat(new BackOff(new Random(1)).next()).isNotEqualTo(new BackOff(new Random(2)).next());
    }
}
