package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LenientLimits;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScopesAndRatesTest.Profile.class)
class ScopesAndRatesTest {
    private static final String ID = "agent-under-test";
    private static final String TOKEN = "static-token-0123456789";
    private static final int PER_MINUTE = 30;

    /** One scope, which is not the one to rotate the token, and a small allowance on a clock that the test moves. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(MovedTicker.class, LenientLimits.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "status.agent.id",
                    ID,
                    "status.agent.token",
                    TOKEN,
                    "status.agent.scopes",
                    "commands:wait",
                    "status.rate-limit.per-min",
                    String.valueOf(PER_MINUTE));
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Inject
    MovedTicker ticker;

    @BeforeEach
    void refill() {
        ticker.advance(Duration.ofMinutes(1));
    }

    @Test
    void refusesWhatTheScopesDoNotName() {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/auth/rotate-token")
                .body("{\"new_token\":\"new-token-0123456789\"}");
        RawHttp.Answer answer = request.sign().send(server);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("urn:status:problem:forbidden", "application/problem+json");
        assertThat(read().status()).isEqualTo(200);
    }

    @Test
    void limitsTheAgentByATokenBucket() {
        for (int request = 0; request < PER_MINUTE; request++) {
            assertThat(read().status()).isEqualTo(200);
        }
        RawHttp.Answer answer = read();
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("urn:status:problem:rate-limited");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        ticker.advance(Duration.ofSeconds(2));
        assertThat(read().status()).isEqualTo(200);
        assertThat(read().status()).isEqualTo(429);
    }

    @Test
    void aRequestAnswered429HasUsedItsNonce() {
        for (int request = 0; request < PER_MINUTE; request++) {
            read();
        }
        SignedRequest request = reading().sign();
        assertThat(request.send(server).status()).isEqualTo(429);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(request.send(server).status()).isEqualTo(409);
    }

    @Test
    void failuresCostTheAgentNoAllowance() {
        for (int stranger = 0; stranger < 2 * PER_MINUTE; stranger++) {
            SignedRequest request = reading();
            request.key = "guess-" + stranger;
            assertThat(request.sign().send(server).status()).isEqualTo(401);
        }
        assertThat(read().status()).isEqualTo(200);
    }

    private RawHttp.Answer read() {
        return reading().sign().send(server);
    }

    private static SignedRequest reading() {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/token");
        request.method = "GET";
        return request;
    }
}
