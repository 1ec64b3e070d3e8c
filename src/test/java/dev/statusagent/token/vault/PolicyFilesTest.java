package dev.statusagent.token.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.vault.VaultDouble;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.RefreshError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies in {@code docs/vault}, as an operator applies them, are what the agent needs and no more. */
class PolicyFilesTest {
    private static final String FIRST = "first-token-0123456789-0123456789";
    private static final AgentToken NEXT = token("second-token-0123456789-0123456789");

    private final VaultDouble vault = VaultDouble.start();

    @BeforeEach
    void fill() throws IOException {
        vault.kv2("status_panel");
        vault.write("status_panel", "web-1/token", Map.of("token", FIRST));
        for (String policy : new String[] {"status-agent", "status-agent-rotate", "status-rotator"}) {
            vault.policy(policy, text(policy));
        }
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    private static AgentToken token(String secret) {
        try {
            return AgentToken.of(secret, null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String policy) throws IOException {
        return Files.readString(Path.of("docs/vault", policy + ".hcl"));
    }

    private SourceUnderTest agent(String policy, String scopes) {
        return new SourceUnderTest(Map.of(
                "vault.address",
                vault.address(),
                "vault.token",
                vault.createToken(policy),
                "agent.deployment-hash",
                "web-1",
                "agent.scopes",
                scopes));
    }

    @Test
    void theAgentsPolicyLetsItReadAndIsTheLeast() throws Exception {
        SourceUnderTest agent = agent("status-agent", "commands:execute");
        assertThat(agent.fetch()).isEqualTo(FIRST);
        assertThat(agent.source.privileges().code()).isEqualTo("minimal");
    }

    @Test
    void thePolicyOfAnAgentThatRotatesLetsItWriteAndIsTheLeastForThat() throws Exception {
        SourceUnderTest agent = agent("status-agent-rotate", "auth:rotate");
        assertThat(agent.fetch()).isEqualTo(FIRST);
        assertThat(agent.source.replace(NEXT, 1).version()).isEqualTo(2);
        assertThat(agent.source.privileges().code()).isEqualTo("minimal");
    }

    @Test
    void thatPolicyIsTooMuchForAnAgentThatDoesNotRotate() throws Exception {
        SourceUnderTest agent = agent("status-agent-rotate", "commands:execute");
        agent.fetch();
        assertThat(agent.source.privileges().code()).isEqualTo("excess");
    }

    @Test
    void theRotatorsPolicyDoesNotLetRead() {
        assertThat(agent("status-rotator", "auth:rotate").error()).isEqualTo(RefreshError.VAULT_DENIED);
    }

    /** As {@code vault kv put -cas=1} does. */
    @Test
    void theRotatorsPolicyLetsWrite() throws Exception {
        HttpRequest put = HttpRequest.newBuilder(URI.create(vault.address() + "/v1/status_panel/data/web-1/token"))
                .header("X-Vault-Token", vault.createToken("status-rotator"))
                .POST(BodyPublishers.ofString("{\"options\":{\"cas\":1},\"data\":{\"token\":\""
                        + NEXT.value().reveal() + "\"}}"))
                .build();
        assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).body())
                .contains("\"version\":2");
        assertThat(agent("status-agent", "commands:execute").fetchToken()).isEqualTo(new AgentToken(NEXT.value(), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-agent", "status-agent-rotate", "status-rotator"})
    void theyNameThePathThatTheAgentReads(String policy) throws IOException {
        assertThat(text(policy))
                .contains("path \"" + VaultPaths.of("status_panel", "web-1", 2).policyPath() + "\" {");
        assertThat(Files.readString(Path.of("VAULT_INTEGRATION.md"))).contains("docs/vault/" + policy + ".hcl");
    }
}
