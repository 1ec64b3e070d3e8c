package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void neverShowsItsValue() {
        assertThat(new Secret("7qz")).hasToString("***");
        assertThat(String.valueOf(java.util.List.of(new Secret("7qz")))).doesNotContain("7qz");
    }

    @Test
    void equalsByValueAlone() {
        assertThat(new Secret("7qz")).isEqualTo(new Secret("7qz")).hasSameHashCodeAs(new Secret("other"));
        assertThat(new Secret("7qz")).isNotEqualTo(new Secret("7qZ")).isNotEqualTo(new Secret("7qz "));
        assertThat(new Secret("7qz").equals((Object) "7qz")).isFalse();
    }

    @Test
    void revealsTheValueInUtf8() {
        assertThat(new Secret("\u00e4").reveal()).isEqualTo("\u00e4");
        assertThat(new Secret("\u00e4").bytes()).containsExactly(0xc3, 0xa4);
    }
}
