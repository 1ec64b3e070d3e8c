package dev.statusagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostHistoryTest {
    private final FakeTicker ticker = new FakeTicker();
    private final HostHistory history = new HostHistory(ticker);

    @Test
    void isEmptyBeforeTheFirstSample() {
        assertThat(history.lastHour()).isEmpty();
    }

    @Test
    void keepsTheOrderOfTime() {
        IntStream.rangeClosed(1, 3).forEach(i -> addAfter(Duration.ofSeconds(15), i));
        assertThat(history.lastHour()).extracting(HostSample::cpuUsagePct).containsExactly(1.0, 2.0, 3.0);
    }

    @ParameterizedTest(name = "every {0} ms: {1} points")
    @CsvSource({"1000, 401", "5000, 361", "10000, 361", "9990, 361", "15000, 241", "60000, 61", "3600000, 2"})
    void isBoundedHoweverOftenTheHostIsSampled(long millis, int points) {
        Duration interval = Duration.ofMillis(millis);
        long samples = Duration.ofHours(3).dividedBy(interval);
        LongStream.range(0, samples).forEach(i -> addAfter(interval, 1));
        assertThat(history.lastHour().size()).isBetween(points - 1, points);
    }

    @Test
    void meansTheCpuUseOfSamplesThatAreClose() {
        history.add(Samples.sample(10, 20, 30));
        addAfter(Duration.ofSeconds(1), 20);
        ticker.advance(Duration.ofSeconds(1));
        history.add(Samples.sample(60, 70, 80));
        assertThat(history.lastHour()).containsExactly(Samples.sample(30, 70, 80));
    }

    @Test
    void forgetsWhatIsOlderThanAnHourThoughNothingNewCame() {
        history.add(Samples.cpu(1));
        ticker.advance(Duration.ofMinutes(61));
        assertThat(history.lastHour()).isEmpty();
    }

    private void addAfter(Duration time, double cpuPct) {
        ticker.advance(time);
        history.add(Samples.cpu(cpuPct));
    }
}
