package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"password", "PASSWORD", "Password1", "12345678", "qwertyuiop", "iloveyou"})
    void knowsACommonPasswordInAnyCase(String password) {
        assertThat(CommonPasswords.contains(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "correct horse", "password ", "7qz-Unlikely-Enough"})
    void takesAnyOther(String password) {
        assertThat(CommonPasswords.contains(password)).isFalse();
    }
}
