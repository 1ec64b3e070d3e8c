package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.token.TokenConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "90, PT1M30S",
        "1500ms, PT1.5S",
        "60s, PT1M",
        "10m, PT10M",
        "2h, PT2H",
        "1d, PT24H",
        "PT1M, PT1M",
        "pt1m30s, PT1M30S",
        "P1D, PT24H",
        "PT1.5S, PT1.5S"
    })
    void readsADurationAsTheMappingDoes(String written, Duration duration) {
        assertThat(Accepted.parseDuration(written)).isEqualTo(duration);
        assertThat(mapped(written)).isEqualTo(duration);
        assertThat(GivenConfig.of(Setting.STATUS_TOKEN_MAX_AGE, "30d")
                        .with(Setting.STATUS_TOKEN_REFRESH_INTERVAL, written)
                        .check()
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 s", "1 ", " 1", "+5s", "-5s", "1.5m", "1h30m", "60S", "1w", "1y", "ten", "s", "PT", "0x10", "\u0661"
            })
    void refusesWhatIsNoDuration(String written) {
        assertThat(GivenConfig.of(Setting.STATUS_TOKEN_REFRESH_INTERVAL, written)
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("STATUS_TOKEN_REFRESH_INTERVAL: ")
                .endsWith("accepted: a duration from 1s to 24h (60s, 10m, PT1M or bare seconds)");
    }

    private static Duration mapped(String written) {
        return GivenConfig.of(Setting.STATUS_TOKEN_REFRESH_INTERVAL, written)
                .mapping(TokenConfig.class)
                .refreshInterval();
    }
}
