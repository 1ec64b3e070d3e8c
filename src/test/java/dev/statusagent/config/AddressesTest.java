package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "::ffff:1.2.3.4",
                "2001:DB8::1"
            })
    void readsAnAddress(String text) {
        assertThat(Addresses.isLiteral(text)).isTrue();
        assertThat(Addresses.isNetwork(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "localhost",
                "[::1]",
                "fe80::1%eth0",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "::1.2.3.256",
                "0x7f.0.0.1",
                "2130706433",
                "::g"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(Addresses.isLiteral(text)).isFalse();
        assertThat(Addresses.isNetwork(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.255.255.254", "::1", "[::1]", "0:0:0:0:0:0:0:1", "localhost", "LocalHost"})
    void knowsLoopback(String host) {
        assertThat(Addresses.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "128.0.0.1",
                "126.255.255.255",
                "localhost.example",
                "127.0.0.1.example",
                "127.evil",
                "127.1",
                "[127.0.0.1",
                "::2",
                "",
                "[]"
            })
    void takesNothingElseForLoopback(String host) {
        assertThat(Addresses.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "10.1.2.3/32", "::/0", "fd00::/8", "::1/128"})
    void readsANetwork(String text) {
        assertThat(Addresses.isNetwork(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "a/8"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Addresses.isNetwork(text)).isFalse();
    }
}
