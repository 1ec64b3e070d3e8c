package dev.statusagent.health;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.VaultProfile;
import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.VaultDouble;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The 600-second and the 60-second rule, by a clock that the test moves. */
@QuarkusTest
@TestProfile(VaultProfile.class)
class ProbesTest {
    private static final String AGENT_TOKEN = "checks.find { it.name == 'agent-token' }";

    @Inject
    MovedTicker ticker;

    VaultDouble vault;

    @BeforeEach
    void confirmedJustNow() {
        vault.clearFaults();
        vault.unseal();
        ticker.advance(Duration.ofMinutes(1));
        await().untilAsserted(() ->
                get("/health").then().body("last_refresh_ok", equalTo(true)).body("token_age_seconds", equalTo(0)));
    }

    @AfterEach
    void letGo() {
        vault.clearFaults();
        vault.unseal();
    }

    @Test
    void isReadyUntilTheTokenIsOlderThan600Seconds() {
        vault.seal();
        ticker.advance(Duration.ofMinutes(10));
        awaitFailure("vault_sealed");
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(AGENT_TOKEN + ".data.token_age_seconds", equalTo(600))
                .body(AGENT_TOKEN + ".data.max_age_seconds", equalTo(600))
                .body(AGENT_TOKEN + ".data.last_refresh_ok", equalTo(false))
                .body(AGENT_TOKEN + ".data", hasEntry("source", "vault"));
        ticker.advance(Duration.ofMillis(1));
        get("/q/health/ready").then().statusCode(503).body(AGENT_TOKEN + ".status", equalTo("DOWN"));
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(200);
        get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("degraded"))
                .body("token_age_seconds", equalTo(600));
    }

    @Test
    void isReadyAgainOnceTheSourceHasConfirmedTheToken() {
        vault.seal();
        ticker.advance(Duration.ofSeconds(601));
        awaitFailure("vault_sealed");
        get("/q/health/ready").then().statusCode(503);
        vault.unseal();
        ticker.advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/health")
                .then()
                .body("status", equalTo("ok"))
                .body("token_age_seconds", lessThan(60))
                .body("last_error", nullValue());
    }

    @Test
    void refreshesWithin60SecondsOfItsOwnAccordDrivenByTheScheduler() {
        vault.clearRequests();
        ticker.advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> vault.requests().stream()
                        .anyMatch(request -> request.path().equals("/v1/status_panel/data/default/token")));
    }

    @Test
    void isLiveUntilNoRefreshHasBegunForFiveMinutes() {
        vault.fault(Fault.hangBeforeHeaders());
        vault.clearRequests();
        ticker.advance(Duration.ofMinutes(1));
        await().until(() -> !vault.requests().isEmpty()); // a refresh has begun, and hangs
        ticker.advance(Duration.ofMinutes(5));
        get("/q/health/live").then().statusCode(200);
        ticker.advance(Duration.ofMillis(1));
        get("/q/health/live").then().statusCode(503);
        vault.clearFaults();
        await().untilAsserted(() -> {
            ticker.advance(Duration.ofMinutes(1)); // the hanging refresh has ended, the next one is due
            get("/q/health/live").then().statusCode(200);
        });
    }

    private static void awaitFailure(String error) {
        await().untilAsserted(() -> get("/health").then().body("last_error", equalTo(error)));
    }
}
