package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stranger who fails and fails takes nothing from the rightful agent, wherever he comes from. */
@QuarkusTest
@TestProfile(StrangerTest.Profile.class)
class StrangerTest {
    private static final String ID = "agent-under-test";
    private static final String TOKEN = "static-token-0123456789";
    private static final int ATTEMPTS = 5_000;

    /** The real limits, with an allowance for the agent that its work does not use up. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("status.agent.id", ID, "status.agent.token", TOKEN, "status.rate-limit.per-min", "600");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Test
    void costsTheRightfulAgentNothing() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        SignedRequest captured = reading().sign();
        assertThat(captured.send(server).status()).isEqualTo(200);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger limited = new AtomicInteger();
        CompletableFuture<Void> stranger = CompletableFuture.runAsync(() -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                SignedRequest request = attempt % 3 == 0 ? captured : guess(attempt);
                int status = request.send(server, elsewhere).status();
                (status == 429 ? limited : refused).incrementAndGet();
            }
        });
        int served = 0;
        while (!stranger.isDone() && served < 400) {
            assertThat(reading().sign().send(server).status()).isEqualTo(200);
            served++;
            TimeUnit.MILLISECONDS.sleep(10); // the pace of work, not a wait for something
        }
        stranger.get(120, TimeUnit.SECONDS);
        assertThat(reading().sign().send(server).status()).isEqualTo(200);
        assertThat(served).isGreaterThan(50);
        assertThat(refused).hasValue(20);
        assertThat(limited).hasValue(ATTEMPTS - 20);
        RawHttp.Answer answer = guess(0).send(server, elsewhere);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(reading().sign().send(server, elsewhere).status())
                .as("a valid credential is let in under penalty too")
                .isEqualTo(200);
    }

    private static SignedRequest reading() {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/token");
        request.method = "GET";
        return request;
    }

    private static SignedRequest guess(int number) {
        SignedRequest request = reading();
        request.key = "guess-number-" + number;
        return number % 2 == 0 ? request.sign() : request.sign().without("X-Agent-Id");
    }
}
