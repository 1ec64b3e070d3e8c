package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.config.DataDirectory;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.VaultProfile;
import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.VaultDouble;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(VaultProfile.class)
class RotateTokenTest {
    private static final String PATH = "status_panel/data/default/token";
    private static final String NEW = "new-token-0123456789-0123456789";

    private static final String OTHERS = "token-of-another-writer-0123456789";

    @TestHTTPResource("/")
    URI server;

    @Inject
    MovedTicker ticker;

    @Inject
    DataDirectory data;

    VaultDouble vault;

    @BeforeEach
    void mayWrite() {
        vault.policy("agent", "path \"" + PATH + "\" { capabilities = [\"read\", \"update\"] }");
        int version = vault.write("status_panel", "default/token", Map.of("token", VaultProfile.FIRST_TOKEN));
        await().untilAsserted(() -> {
            ticker.advance(Duration.ofMinutes(1));
            assertThat(reading(VaultProfile.FIRST_TOKEN).text()).contains("\"token_version\":" + version);
        });
    }

    @AfterEach
    void restore() {
        vault.clearFaults();
        vault.policy("agent", "path \"" + PATH + "\" { capabilities = [\"read\"] }");
    }

    @Test
    void writesToVaultFirstAndThenSwaps() {
        RawHttp.Answer answer = rotate(NEW);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"rotated\":true", "\"persisted\":true", "\"token_source\":\"vault\"");
        assertThat(read(NEW)).isEqualTo(200);
        assertThat(read(VaultProfile.FIRST_TOKEN)).isEqualTo(401);
        ticker.advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(read(NEW)).isEqualTo(200));
    }

    /** No line is waited for: each was there before the answer was. */
    @Test
    void hasWrittenWhoAskedBeforeItAnswers() throws IOException {
        String requestId = rotate(NEW).header("X-Request-Id");
        assertThat(Files.readAllLines(data.file("audit.jsonl")))
                .filteredOn(line -> line.contains("\"request_id\":\"" + requestId + "\""))
                .anySatisfy(line -> assertThat(line).contains("\"event\":\"auth_success\""))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"event\":\"token_rotated\"",
                                "\"actor\":\"" + VaultProfile.AGENT_ID + "\"",
                                "\"client\":\"127.0.0.1\""));
    }

    @Test
    void keepsATokenThatACallerPutIntoAPathOutOfTheAuditLog() throws IOException {
        SignedRequest request = new SignedRequest(
                VaultProfile.AGENT_ID, VaultProfile.FIRST_TOKEN, "/api/v1/commands/" + VaultProfile.FIRST_TOKEN);
        request.method = "GET";
        assertThat(request.sign().send(server).status()).isEqualTo(404);
        assertThat(Files.readAllLines(data.file("audit.jsonl")))
                .noneMatch(line -> line.contains(VaultProfile.FIRST_TOKEN))
                .anyMatch(line -> line.contains("\"path\":\"/api/v1/commands/***\""));
    }

    @Test
    void losesToAnotherWriterWhoWasFaster() {
        int version = vault.write("status_panel", "default/token", Map.of("token", OTHERS));
        assertRefused(rotate(NEW), 409, "token-conflict");
        assertThat(health()).contains("\"token_version\":" + version);
        assertThat(read(OTHERS)).isEqualTo(200);
        assertThat(read(VaultProfile.FIRST_TOKEN)).isEqualTo(401);
    }

    /** Vault is slow, so that all are let in with the first token. */
    @Test
    void ofSeveralAtTheSameMomentOneIsDone() throws Exception {
        vault.fault(path -> path.contains("/data/"), Fault.slow(Duration.ofSeconds(1)), 1);
        Map<String, Future<Integer>> asked = new LinkedHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                String token = NEW + i;
                asked.put(token, callers.submit(() -> rotate(token).status()));
            }
            List<String> done = new ArrayList<>();
            for (var one : asked.entrySet()) {
                int status = one.getValue().get();
                assertThat(status).isIn(200, 409, 401);
                if (status == 200) {
                    done.add(one.getKey());
                }
            }
            assertThat(done).hasSize(1);
            assertThat(vault.read("status_panel", "default/token")).isEqualTo(Map.of("token", done.get(0)));
            assertThat(read(done.get(0))).isEqualTo(200);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void saysWhenThePolicyForbidsWriting() {
        vault.policy("agent", "path \"" + PATH + "\" { capabilities = [\"read\"] }");
        assertRefused(rotate(NEW), 409, "vault-write-denied");
        assertThat(read(VaultProfile.FIRST_TOKEN)).isEqualTo(200);
    }

    @Test
    void saysWhenVaultIsAway() {
        vault.fault(Fault.status(503));
        RawHttp.Answer answer = rotate(NEW);
        assertRefused(answer, 503, "source-away");
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(read(VaultProfile.FIRST_TOKEN)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"new_token\":null}",
                "{\"new_token\":\"short\"}",
                "{\"new_token\":\"with space 0123456789\"}",
                "{\"new_token\":{}}",
                "{\"new_token\":[\"new-token-0123456789\"]}",
                "[]",
                "nonsense",
                "{\"new_token\""
            })
    void answers400ToWhatIsNoNewToken(String body) {
        SignedRequest request = request(VaultProfile.FIRST_TOKEN).body(body);
        RawHttp.Answer answer = request.sign().send(server);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json").doesNotContain("Exception", "jackson");
        assertThat(read(VaultProfile.FIRST_TOKEN)).isEqualTo(200);
    }

    private RawHttp.Answer rotate(String token) {
        return request(VaultProfile.FIRST_TOKEN)
                .body("{\"new_token\":\"" + token + "\"}")
                .sign()
                .send(server);
    }

    private static SignedRequest request(String key) {
        return new SignedRequest(VaultProfile.AGENT_ID, key, "/api/v1/auth/rotate-token");
    }

    /** Asks without a credential, since one that is not known would make the agent ask Vault by itself. */
    private String health() {
        return RawHttp.send(server, InetAddress.getLoopbackAddress(), "GET", "/health", List.of(), new byte[0])
                .text();
    }

    private int read(String token) {
        return reading(token).status();
    }

    private RawHttp.Answer reading(String token) {
        SignedRequest request = new SignedRequest(VaultProfile.AGENT_ID, token, "/api/v1/token");
        request.method = "GET";
        return request.sign().send(server);
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"urn:status:problem:" + type + '"');
    }
}
