package dev.statusagent.host.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "120 | 120",
                "' 120 ' | 120",
                "3601 | 3600",
                "999999999 | 3600",
                "Wed, 25 Nov 2026 10:01:30 GMT | 90",
                "Wed, 25 Nov 2026 09:00:00 GMT | 0",
                "Thu, 26 Nov 2026 10:00:00 GMT | 3600"
            })
    void readsSecondsAndDatesWithinBounds(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999", "2026-11-25T10:01:30Z"})
    void passesOverWhatItCannotRead(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
