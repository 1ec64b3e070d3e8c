package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.PackagedAgent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who has captured a signed request that was accepted can do nothing with it, whatever becomes of the agent. */
class CapturedRequestIT {
    private static final String ID = "agent-1";
    private static final String TOKEN = "static-token-0123456789-0123456789";
    private static final String ROTATE = "/api/v1/auth/rotate-token";

    @Test
    void isRefusedAsLongAsTheAgentRuns() {
        try (PackagedAgent agent = start()) {
            SignedRequest captured = request(ROTATE).sign();
            assertThat(captured.send(agent.uri()).status()).isEqualTo(200);
            assertRefused(captured.send(agent.uri()), 409, "replayed");
            agent.waitForOutput("\"event\":\"replay_detected\"");

            SignedRequest otherNonce = captured.copy();
            String nonce = "another-" + captured.nonce;
            otherNonce.replace(
                    "Signature-Input", captured.value("Signature-Input").replace(captured.nonce, nonce));
            assertRefused(otherNonce.send(agent.uri()), 401, "signature-invalid");
            for (String target : new String[] {"/api/v1/token", "/api/v1/nothing", ROTATE + "?a=b"}) {
                SignedRequest otherPath = captured.copy();
                otherPath.target = target;
                assertRefused(otherPath.send(agent.uri()), 401, "signature-invalid");
            }
        }
    }

    @Test
    void isRefusedByTheNextProcessWhichHasForgottenItsNonce() {
        SignedRequest captured;
        try (PackagedAgent agent = start()) {
            captured = request(ROTATE).sign();
            assertThat(captured.send(agent.uri()).status()).isEqualTo(200);
            assertThat(agent.stop()).isIn(0, 143);
        }
        long made = Long.parseLong(captured.created);
        await().until(() -> Instant.now().getEpochSecond() > made);
        try (PackagedAgent agent = start()) {
            assertRefused(captured.send(agent.uri()), 401, "signature-stale");
            assertThat(request(ROTATE).sign().send(agent.uri()).status()).isEqualTo(200);
            assertRefused(captured.send(agent.uri()), 401, "signature-stale");
        }
    }

    private static PackagedAgent start() {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .start();
    }

    private static SignedRequest request(String target) {
        return new SignedRequest(ID, TOKEN, target).body("{\"new_token\":\"" + TOKEN + "\"}");
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"urn:status:problem:" + type + '"');
    }
}
