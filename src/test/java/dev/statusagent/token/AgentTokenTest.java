package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"12345678", "a${b}c$$\\d#", "~!@#$%^&*()_+|"})
    void takesVisibleAsciiVerbatim(String value) throws RefreshException {
        assertThat(AgentToken.of(value, 3).value().reveal()).isEqualTo(value);
    }

    @Test
    void trimsLineEndsAround() throws RefreshException {
        assertThat(AgentToken.of("\r\n12345678\r\n\n", null).value().reveal()).isEqualTo("12345678");
    }

    @Test
    void takesUpTo4096Characters() throws RefreshException {
        assertThat(AgentToken.of("x".repeat(4096), null).value().reveal()).hasSize(4096);
        assertRefused("x".repeat(4097));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "1234 5678",
                " 12345678",
                "12345678\t",
                "1234\n5678",
                "pässword-12",
                "1234567\u0000"
            })
    void refusesEverythingElse(String value) {
        assertRefused(value);
    }

    private static void assertRefused(String value) {
        assertThatExceptionOfType(RefreshException.class)
                .isThrownBy(() -> AgentToken.of(value, null))
                .matches(failure -> failure.error() == RefreshError.SECRET_INVALID)
                .matches(failure -> value.isBlank() || !failure.getMessage().contains(value.strip()));
    }
}
