package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1048576,1.0 MiB", "9223372036854775807,8.0 EiB"})
    void writesBytes(long bytes, String written) {
        assertThat(Units.bytes(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "-PT5S,0s",
        "PT0.9S,0s",
        "PT59S,59s",
        "PT61S,1m 1s",
        "PT3599S,59m 59s",
        "PT25H,1d 1h",
        "PT23H59M,23h 59m"
    })
    void writesTimes(Duration time, String written) {
        assertThat(Units.time(time)).isEqualTo(written);
    }
}
