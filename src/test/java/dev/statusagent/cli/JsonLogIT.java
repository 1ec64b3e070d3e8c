package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLogIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    private static List<JsonNode> log(PackagedAgentBuilder builder) {
        try (PackagedAgent agent = builder.start()) {
            agent.waitFor(
                    "the first refresh",
                    () -> assertThat(agent.get("/q/health/started").status()).isEqualTo(200));
            agent.get("/no/such/path");
            agent.stop();
            assertThat(agent.stderr()).isEmpty();
            return agent.stdout().stream().map(JsonLogIT::parse).toList();
        }
    }

    @Test
    void everyLineIsAnObjectTheWarningsOfTheStartIncluded() {
        List<JsonNode> lines = log(PackagedAgent.builder()
                .env("STATUS_LOG_FORMAT", "json")
                .env("STATUS_UNHEARD_OF", "x")
                .env("VAULT_ADDRESS", "http://127.0.0.1:" + PackagedAgentBuilder.freePort())
                .secret("VAULT_TOKEN", "7qz-vault-token")
                .file(".env", "not a variable\n"));
        assertThat(lines).allMatch(JsonNode::isObject);
        assertThat(lines)
                .extracting(line -> line.path("message").asText())
                .contains(
                        "STATUS_UNHEARD_OF is not a variable of Status and is ignored",
                        ".env: line 1 is not NAME=value and is ignored",
                        "AGENT_ID is not set: /api/self/* and /api/v1/* answer 401 to everyone");
    }

    @Test
    void aPropertiesFileMayAskForIt() {
        assertThat(log(PackagedAgent.builder()
                        .file("status.properties", "status.log.format=json\n")
                        .env("QUARKUS_CONFIG_LOCATIONS", "status.properties")))
                .isNotEmpty()
                .allMatch(JsonNode::isObject);
    }
}
