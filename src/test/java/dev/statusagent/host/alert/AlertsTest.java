package dev.statusagent.host.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.host.HostSample;
import dev.statusagent.host.Samples;
import dev.statusagent.testing.FakeClock;
import dev.statusagent.testing.FakeTicker;
import dev.statusagent.testing.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Alert> told = new ArrayList<>();
    private String trouble;

    private final AlertSource source = new AlertSource() {
        @Override
        public String alert() {
            return "kettle";
        }

        @Override
        public Optional<String> trouble() {
            return Optional.ofNullable(trouble);
        }

        @Override
        public String wellAgain() {
            return "The kettle is full again";
        }
    };

    private Alerts alerts(Duration after) {
        return new Alerts(
                new FakeAlertConfig(90, 80, 70, 5, after), ticker, clock, metrics, List.of(source), List.of(told::add));
    }

    private void sample(Alerts alerts, HostSample... samples) {
        for (HostSample sample : samples) {
            alerts.sampled(sample);
            ticker.advance(INTERVAL);
        }
    }

    /** CPU use at a sample each 15 s against a threshold of 90 and a hysteresis of 5; + is fired, - is resolved. */
    @ParameterizedTest(name = "after {0} s: {1} gives {2}")
    @CsvSource({
        // too short, and too short with a pause in between
        "60, 91 91 91 91, . . . .",
        "60, 91 91 91 89 91 91 91 91, . . . . . . . .",
        // long enough: the whole time has passed between the first and the last sample above
        "60, 91 91 91 91 91, . . . . +",
        "60, 91 91 91 91 91 99 99, . . . . + . .",
        // the threshold itself is not above it
        "0, 90 90.01, . +",
        "60, 90 90 90 90 90 90, . . . . . .",
        // at once
        "0, 50 91 50, . + -",
        // between 85 and 90 nothing resolves; 85 itself is not below it
        "0, 91 89 86 91 85 84.99, + . . . . -",
        // values that swing around the threshold bring one alert, those that swing wider one for each time
        "0, 91 89 91 89 91 89 91, + . . . . . .",
        "0, 91 84 91 84 91, + - + - +",
        // after it has resolved the whole time counts anew
        "60, 91 91 91 91 91 80 91 91 91 91 91, . . . . + - . . . . +",
        // an interval longer than the time: two samples in a row
        "10, 91 91, . +"
    })
    void firesAndResolves(long afterSeconds, String values, String changes) {
        Alerts alerts = alerts(Duration.ofSeconds(afterSeconds));
        List<String> seen = new ArrayList<>();
        for (String value : values.split(" ", -1)) {
            told.clear();
            sample(alerts, Samples.cpu(Double.parseDouble(value)));
            seen.add(told.stream().map(AlertsTest::sign).collect(Collectors.joining()));
        }
        assertThat(seen)
                .isEqualTo(Arrays.stream(changes.split(" ", -1))
                        .map(change -> change.replace(".", ""))
                        .toList());
    }

    private static String sign(Alert alert) {
        assertThat(alert.name()).isEqualTo("cpu");
        return alert.state() == AlertState.FIRED ? "+" : "-";
    }

    @Test
    void hundredPercentIsNeverPassed() {
        Alerts alerts = new Alerts(
                new FakeAlertConfig(100, 100, 100, 5, Duration.ZERO),
                ticker,
                clock,
                metrics,
                List.of(source),
                List.of(told::add));
        sample(alerts, Samples.sample(100, 100, 100));
        assertThat(told).isEmpty();
    }

    @Test
    void judgesEachKindByItself() {
        Alerts alerts = alerts(Duration.ofSeconds(15));
        sample(alerts, Samples.sample(91, 50, 71), Samples.sample(50, 81, 71), Samples.sample(91, 81, 50));
        assertThat(told)
                .extracting(alert -> alert.name() + " " + alert.state().code())
                .containsExactly("disk fired", "memory fired", "disk resolved");
        assertThat(alerts.isFiring("memory")).isTrue();
        assertThat(alerts.isFiring("disk")).isFalse();
    }

    @Test
    void saysInWordsAndNumbersWhatItIsAbout() {
        Alerts alerts = alerts(Duration.ZERO);
        sample(alerts, Samples.sample(50, 83.456, 50), Samples.sample(50, 74.9, 50));
        assertThat(told)
                .extracting(Alert::message)
                .containsExactly("Memory use is 83.5 %, above 80 %", "Memory use is 74.9 %, below 75 % again");
        assertThat(told).extracting(Alert::valuePct).containsExactly(83.456, 74.9);
        assertThat(told).extracting(Alert::thresholdPct).containsOnly(80);
        assertThat(told).extracting(Alert::at).containsOnly(clock.instant());
        assertThat(told).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void asksOtherSourcesAtEachSampleAndTellsEachChangeOnce() {
        Alerts alerts = alerts(Duration.ofMinutes(5));
        sample(alerts, Samples.cpu(1));
        trouble = "The kettle is empty";
        sample(alerts, Samples.cpu(1), Samples.cpu(1));
        assertThat(firing("kettle")).isEqualTo(1);
        trouble = null;
        sample(alerts, Samples.cpu(1), Samples.cpu(1));
        assertThat(told).extracting(Alert::name).containsOnly("kettle");
        assertThat(told).extracting(Alert::message).containsExactly("The kettle is empty", "The kettle is full again");
        assertThat(told).extracting(Alert::valuePct).containsOnlyNulls();
    }

    @Test
    void exportsWhatFires() {
        Alerts alerts = alerts(Duration.ZERO);
        assertThat(firing("disk")).isZero();
        sample(alerts, Samples.sample(50, 50, 99));
        assertThat(firing("disk")).isEqualTo(1);
        assertThat(firing("cpu")).isZero();
    }

    private double firing(String alert) {
        return metrics.get("status.alert.firing").tag("alert", alert).gauge().value();
    }

    @Test
    void leavesALineOfEachChange() {
        try (LogLines log = LogLines.of(Alerts.class.getName())) {
            sample(alerts(Duration.ZERO), Samples.cpu(91), Samples.cpu(92), Samples.cpu(10));
            assertThat(log.all())
                    .containsExactly("WARN CPU use is 91.0 %, above 90 %", "INFO CPU use is 10.0 %, below 85 % again");
        }
    }
}
