package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LegacySignatureTest.Profile.class)
class LegacySignatureTest {
    private static final String ID = StaticTokenProfile.AGENT_ID;
    private static final String TOKEN = StaticTokenProfile.TOKEN;
    private static final String BODY = "{\"new_token\":\"" + TOKEN + "\"}";

    /** The older credential is accepted as well. */
    public static class Profile extends StaticTokenProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("status.signatures", "legacy");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Test
    void acceptsTheHmacOfTheBodyInBase64AndInHex() {
        byte[] mac = mac(TOKEN, BODY);
        assertThat(send(now(0), id(), Base64.getEncoder().encodeToString(mac), "POST"))
                .isEqualTo(200);
        assertThat(send(now(0), id(), HexFormat.of().formatHex(mac), "POST")).isEqualTo(200);
        assertThat(send(Instant.now().toString(), id(), HexFormat.of().formatHex(mac), "POST"))
                .isEqualTo(200);
    }

    @Test
    void acceptsMessageSignaturesToo() {
        assertThat(new SignedRequest(ID, TOKEN, "/api/v1/auth/rotate-token")
                        .body(BODY)
                        .sign()
                        .send(server)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTheSameRequestIdAgain() {
        String id = id();
        String mac = HexFormat.of().formatHex(mac(TOKEN, BODY));
        assertThat(send(now(0), id, mac, "POST")).isEqualTo(200);
        assertThat(send(now(0), id, mac, "POST")).isEqualTo(409);
    }

    @Test
    void refusesWhatIsStaleMalformedOrOfAnotherKey() {
        String mac = HexFormat.of().formatHex(mac(TOKEN, BODY));
        assertThat(send(now(-301), id(), mac, "POST")).isEqualTo(401);
        assertThat(send(now(301), id(), mac, "POST")).isEqualTo(401);
        assertThat(send("yesterday", id(), mac, "POST")).isEqualTo(401);
        assertThat(send(now(0), "n".repeat(129), mac, "POST")).isEqualTo(401);
        assertThat(send(now(0), "with blank", mac, "POST")).isEqualTo(401);
        assertThat(send(now(0), id(), "!!", "POST")).isEqualTo(401);
        assertThat(send(now(0), id(), HexFormat.of().formatHex(mac("another-key", BODY)), "POST"))
                .isEqualTo(401);
        assertThat(send(now(0), id(), HexFormat.of().formatHex(mac(TOKEN, BODY + " ")), "POST"))
                .isEqualTo(401);
    }

    @Test
    void isNoCredentialForReading() {
        assertThat(send(now(0), id(), HexFormat.of().formatHex(mac(TOKEN, BODY)), "GET"))
                .isEqualTo(401);
    }

    private int send(String time, String requestId, String mac, String method) {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/auth/rotate-token");
        request.method = method;
        request.body = BODY.getBytes(StandardCharsets.UTF_8);
        RawHttp.Answer answer = request.header("X-Timestamp", time)
                .header("X-Request-Id", requestId)
                .header("X-Agent-Signature", mac)
                .send(server);
        return answer.status();
    }

    private static byte[] mac(String key, String body) {
        return SignedRequest.hmac(key, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String now(int more) {
        return String.valueOf(Instant.now().getEpochSecond() + more);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
