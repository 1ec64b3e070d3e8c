package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class AgentSecretsTest {
    private static final String NEXT = "next-static-token-0123456789";

    @Inject
    private AgentSecrets secrets;

    @TestHTTPResource("/")
    private URI server;

    @Test
    void knowsTheTokenAndTheOneBeforeIt() {
        assertThat(revealed()).contains(StaticTokenProfile.TOKEN);
        assertThat(secrets.values()).as("nothing has changed").isSameAs(secrets.values());
        rotate(StaticTokenProfile.TOKEN, NEXT);
        assertThat(revealed()).startsWith(NEXT).contains(StaticTokenProfile.TOKEN);
        rotate(NEXT, StaticTokenProfile.TOKEN);
        assertThat(revealed()).contains(NEXT, StaticTokenProfile.TOKEN);
    }

    private java.util.List<String> revealed() {
        return secrets.values().stream().map(secret -> secret.reveal()).toList();
    }

    private void rotate(String from, String to) {
        assertThat(new SignedRequest(StaticTokenProfile.AGENT_ID, from, "/api/v1/auth/rotate-token")
                        .body("{\"new_token\":\"" + to + "\"}")
                        .sign()
                        .send(server)
                        .status())
                .isEqualTo(200);
    }
}
