package dev.statusagent.panel;

import static dev.statusagent.testing.PanelClient.login;
import static dev.statusagent.testing.PanelClient.program;
import static dev.statusagent.testing.PanelProfile.OPERATOR;
import static dev.statusagent.testing.PanelProfile.OPERATOR_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins from many addresses, told apart by a trusted proxy. */
@QuarkusTest
@TestProfile(ProxiedLoginTest.Profile.class)
class ProxiedLoginTest {
    private static final String HOME = "192.0.2.1";

    /** The panel's users behind a proxy on this machine. */
    public static class Profile extends PanelProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> proxied = new HashMap<>(super.getConfigOverrides());
            proxied.put("status.trusted-proxies", "127.0.0.1");
            return proxied;
        }
    }

    @Inject
    MovedTicker ticker;

    @BeforeEach
    void forgiven() {
        ticker.advance(Duration.ofHours(1));
    }

    @Test
    void holdsBackTheAddressThatFailsAndNoOther() {
        for (int i = 0; i < 5; i++) {
            attempt("198.51.100.7", OPERATOR, "wrong", 401);
        }
        attempt("198.51.100.7", OPERATOR, OPERATOR_PASSWORD, 429);
        attempt("198.51.100.8", OPERATOR, OPERATOR_PASSWORD, 200);
    }

    @Test
    void auditsEachAddressThatIsHeldBackOnceAMinute() {
        try (LogLines audit = LogLines.of("audit")) {
            holdBack("198.51.100.20", 3);
            holdBack("198.51.100.21", 1);
            ticker.advance(Duration.ofHours(1));
            holdBack("198.51.100.20", 1);
            assertThat(audit.all())
                    .filteredOn(line -> line.contains("rate_limited"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("198.51.100.20").doesNotContain("unnamed_before"),
                            line -> assertThat(line).contains("198.51.100.21"),
                            line -> assertThat(line).contains("198.51.100.20", "\"unnamed_before\":2"));
        }
    }

    private static void holdBack(String address, int times) {
        for (int i = 0; i < 5; i++) {
            attempt(address, "nobody", "wrong", 401);
        }
        for (int i = 0; i < times; i++) {
            attempt(address, "nobody", "wrong", 429);
        }
    }

    @Test
    void countsAnIpv6CallerByItsNetwork() {
        for (int i = 0; i < 5; i++) {
            attempt("2001:db8:1:2::" + i, OPERATOR, "wrong", 401);
        }
        attempt("2001:db8:1:2:ffff::1", OPERATOR, OPERATOR_PASSWORD, 429);
        attempt("2001:db8:1:3::1", OPERATOR, OPERATOR_PASSWORD, 200);
    }

    @Test
    void aCrowdOfStrangersDoesNotLockOutWhoHasLoggedInBefore() {
        attempt(HOME, OPERATOR, OPERATOR_PASSWORD, 200);
        for (String user : new String[] {OPERATOR, "nobody"}) {
            for (int i = 0; i < 30; i++) {
                attempt("198.51.100." + i, user, "wrong", 401);
            }
            attempt("203.0.113.1", user, OPERATOR_PASSWORD, 429);
            ticker.advance(Duration.ofSeconds(20));
        }
        attempt("203.0.113.1", OPERATOR, OPERATOR_PASSWORD, 429);
        attempt(HOME, OPERATOR, OPERATOR_PASSWORD, 200);
        ticker.advance(Duration.ofMinutes(1));
        attempt("203.0.113.1", OPERATOR, OPERATOR_PASSWORD, 200);
    }

    private static void attempt(String address, String user, String password, int status) {
        login(program().header("X-Forwarded-For", address), user, password)
                .then()
                .statusCode(status);
    }
}
