package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final String TRUSTED = "10.0.0.0/8, 127.0.0.1, 2001:db8:1::/48";

    @ParameterizedTest(name = "{0} tls {1}, {2} / {3} / {4}: {5}, secure {6}")
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // direct
                "192.0.2.9 | false | - | - | - | 192.0.2.9 | false",
                "192.0.2.9 | true | - | - | - | 192.0.2.9 | true",
                "127.0.0.1 | false | - | - | - | 127.0.0.1 | true",
                "127.0.0.9 | false | - | - | - | 127.0.0.9 | true",
                "::1 | false | - | - | - | ::1 | true",
                // a stranger's headers are not believed
                "192.0.2.9 | false | 10.9.9.9 | https | - | 192.0.2.9 | false",
                "192.0.2.9 | false | - | - | for=127.0.0.1;proto=https | 192.0.2.9 | false",
                // a trusted proxy's are
                "10.1.1.1 | false | 192.0.2.7 | https | - | 192.0.2.7 | true",
                "10.1.1.1 | false | 192.0.2.7 | http | - | 192.0.2.7 | false",
                "10.1.1.1 | false | 192.0.2.7 | - | - | 192.0.2.7 | false",
                "10.1.1.1 | false | - | - | for=192.0.2.7;proto=https | 192.0.2.7 | true",
                "10.1.1.1 | false | - | - | For=\"[2001:db8::7]:4711\";Proto=HTTPS | 2001:db8::7 | true",
                "2001:db8:1::1 | false | 192.0.2.7 | https | - | 192.0.2.7 | true",
                // of several, the last that is no trusted proxy
                "10.1.1.1 | false | 203.0.113.1, 192.0.2.7, 10.2.2.2 | https | - | 192.0.2.7 | true",
                "10.1.1.1 | false | 127.0.0.1, 192.0.2.7 | https | - | 192.0.2.7 | true",
                "10.1.1.1 | false | 192.0.2.7 | https, http | - | 192.0.2.7 | false",
                "10.1.1.1 | false | 10.2.2.2 | https | - | 10.1.1.1 | true",
                // an invention ends the search
                "10.1.1.1 | false | 192.0.2.7, unknown | https | - | 10.1.1.1 | true",
                // two stories: neither
                "10.1.1.1 | false | 192.0.2.7 | https | for=192.0.2.8;proto=https | 10.1.1.1 | false",
                "10.1.1.1 | false | 192.0.2.7 | https | for=192.0.2.7;proto=https | 192.0.2.7 | true",
                // a trusted proxy on loopback that says http is no safe way
                "127.0.0.1 | false | 192.0.2.7 | http | - | 192.0.2.7 | false"
            })
    void knowsTheCaller(
            String peer,
            boolean tls,
            String forwardedFor,
            String proto,
            String forwarded,
            String address,
            boolean secure) {
        TrustedProxies proxies = new TrustedProxies(Optional.of(List.of(TRUSTED.split(","))));
        ClientConnection client = proxies.client(peer, tls, values(forwardedFor), values(proto), values(forwarded));
        assertThat(client.address()).isEqualTo(address);
        assertThat(client.secure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:0:ffff::1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "192.0.2.1, 192.0.2.2, false"
    })
    void countsAnIpv6CallerByItsNetwork(String one, String other, boolean same) {
        TrustedProxies proxies = new TrustedProxies(Optional.empty());
        String first =
                proxies.client(one, false, List.of(), List.of(), List.of()).limitedAs();
        String second =
                proxies.client(other, false, List.of(), List.of(), List.of()).limitedAs();
        assertThat(first.equals(second)).isEqualTo(same);
    }

    private static List<String> values(String header) {
        return header == null ? List.of() : List.of(header);
    }
}
