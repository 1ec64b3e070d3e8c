package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 0.98 KiB",
        "1024, 1.00 KiB",
        "10444, 10.2 KiB",
        "104857600, 100 MiB",
        "1610612736, 1.50 GiB",
        "9007199254740992, 8.00 PiB"
    })
    void bytes(long count, String text) {
        assertThat(Shown.bytes(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.04, 0.0 %", "12.34, 12.3 %", "99.94, 99.9 %", "99.96, 100 %", "150.4, 150 %"})
    void percent(double value, String text) {
        assertThat(Shown.percent(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0 s",
        "PT59.9S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT23H59M, 23 h 59 min",
        "P3DT4H30M, 3 d 4 h"
    })
    void duration(Duration time, String text) {
        assertThat(Shown.duration(time)).isEqualTo(text);
    }

    @Test
    void aCurveEndsAtTheRightEdgeAndFillsItsBox() {
        assertThat(Sparkline.of(List.of(0.0, 5.0, 10.0), 60, 1).points()).isEqualTo("57,19.0 58,10.0 59,1.0");
        assertThat(Sparkline.of(List.of(1.0, 1.0), 60, 10).points()).isEqualTo("58,17.2 59,17.2");
        assertThat(Sparkline.of(List.of(0.0, 0.0), 60, 0).points()).isEqualTo("58,19.0 59,19.0");
        assertThat(Sparkline.of(List.of(1.0), 60, 0).points()).isEmpty();
    }
}
