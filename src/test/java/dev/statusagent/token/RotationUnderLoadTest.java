package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.VaultProfile;
import dev.statusagent.testing.vault.VaultDouble;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers, many rotations, no grace: nobody is refused who should not be, nobody let in who should not be. */
@QuarkusTest
@TestProfile(VaultProfile.class)
class RotationUnderLoadTest {
    private static final int REQUESTS = 10_000;
    private static final int THREADS = 8;
    private static final int ROTATIONS = 50;

    @Inject
    TokenRotation rotation;

    @Inject
    MovedTicker ticker;

    @TestHTTPResource("/api/v1/token")
    URI endpoint;

    VaultDouble vault;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger judgedCurrent = new AtomicInteger();
    private final AtomicInteger judgedPrevious = new AtomicInteger();

    /** Even while settled, odd from before a token is written to Vault until after the swap. */
    private final AtomicInteger phase = new AtomicInteger(1);

    @Test
    void refusesNoCurrentTokenAndAcceptsNoPreviousOne() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            rotateTo(0);
            List<Future<List<String>>> wrongs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean previous = thread % 4 == 3;
                wrongs.add(callers.submit(caller(previous)));
            }
            for (int number = 1; number <= ROTATIONS; number++) {
                int enough = number * REQUESTS / (ROTATIONS + 1);
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> sent.get() >= enough);
                rotateTo(number);
            }
            for (Future<List<String>> wrong : wrongs) {
                assertThat(wrong.get()).isEmpty();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(sent).hasValueGreaterThanOrEqualTo(REQUESTS);
        assertThat(judgedCurrent).hasValueGreaterThan(REQUESTS / 2);
        assertThat(judgedPrevious).hasValueGreaterThan(REQUESTS / 10);
    }

    private Callable<List<String>> caller(boolean previous) {
        return () -> {
            List<String> wrong = new ArrayList<>();
            while (sent.get() < REQUESTS) {
                int before = phase.get();
                boolean settled = before % 2 == 0;
                int current = settled ? before / 2 - 1 : (before - 1) / 2 - 1;
                if (settled && !previous) {
                    judgeCurrent(current, before, wrong);
                } else if (current >= 1) {
                    judgePrevious(current - 1, wrong);
                }
            }
            return wrong;
        };
    }

    /** A request that lies wholly between two rotations must be let in. */
    private void judgeCurrent(int number, int before, List<String> wrong) throws Exception {
        int status = status(token(number));
        if (phase.get() == before) {
            judgedCurrent.incrementAndGet();
            if (status != 200) {
                wrong.add("refused the current token " + number + " with " + status);
            }
        }
    }

    /** A request that began after the swap must be refused, whatever happens meanwhile. */
    private void judgePrevious(int number, List<String> wrong) throws Exception {
        judgedPrevious.incrementAndGet();
        int status = status(token(number));
        if (status != 401) {
            wrong.add("answered " + status + " to the replaced token " + number);
        }
    }

    private void rotateTo(int number) {
        phase.set(2 * number + 1);
        vault.write("status_panel", "default/token", Map.of("token", token(number)));
        ticker.advance(Duration.ofMinutes(1));
        rotation.tick();
        phase.set(2 * number + 2);
    }

    private static String token(int number) {
        return "token-number-" + number + "-0123456789-0123456789";
    }

    private int status(String token) throws Exception {
        sent.incrementAndGet();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Agent-Id", VaultProfile.AGENT_ID)
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
