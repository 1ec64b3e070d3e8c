package dev.statusagent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.token.RefreshError;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAlertTest {
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    @ParameterizedTest(name = "{0}, {1} s old, {2}, attempted: {3} is {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "VAULT, 600, VAULT_SEALED, true, -",
                "VAULT, 601, VAULT_SEALED, true, The agent token was not confirmed for 600 s (vault_sealed)",
                "VAULT, 601, -, false, The agent token was not confirmed for 600 s",
                "FILE, 0, -, true, -",
                "STATIC, 0, -, true, -",
                "VAULT, -, -, false, -",
                "VAULT, -, SECRET_MISSING, true, There is no agent token (secret_missing)",
                "NONE, -, -, true, -"
            })
    void saysWhatIsWrong(TokenOrigin origin, Long ageSeconds, RefreshError error, boolean attempted, String trouble) {
        TokenStatus status = new TokenStatus(
                origin,
                ageSeconds == null ? null : Duration.ofSeconds(ageSeconds),
                error == null,
                null,
                error,
                Optional.empty(),
                Optional.empty(),
                attempted);
        assertThat(TokenAlert.trouble(status, MAX_AGE)).isEqualTo(Optional.ofNullable(trouble));
    }
}
