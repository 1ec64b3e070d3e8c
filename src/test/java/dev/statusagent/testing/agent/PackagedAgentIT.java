package dev.statusagent.testing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** That the leak check sees what a real process says. */
class PackagedAgentIT {
    @Test
    void findsASecretThatAnAnswerGivesAway() {
        PackagedAgent agent = PackagedAgent.builder()
                .registerSecret("PLANTED", "token_source")
                .start();
        agent.get("/health");
        assertThatThrownBy(agent::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PLANTED, raw, in the answer 200 to GET /health, body")
                .hasMessageNotContaining("token_source");
        assertThat(agent.isRunning()).isFalse();
        assertThat(agent.workingDirectory()).doesNotExist();
    }

    @Test
    void findsASecretThatTheOutputGivesAway() {
        PackagedAgent agent = PackagedAgent.builder()
                .env("STATUS_7QZ_PLANTED", "x")
                .registerSecret("PLANTED", "7QZ_PLANTED")
                .start();
        assertThatThrownBy(agent::close).hasMessageContaining("PLANTED, raw, in line ");
    }

    @Test
    void findsASecretInTheLastWordsOfAProcessThatEndsByItself() {
        PackagedAgentBuilder builder =
                PackagedAgent.builder().env("AGENT_SCOPES", "7qz-planted").registerSecret("PLANTED", "7qz-planted");
        assertThatThrownBy(builder::runToEnd).hasMessageContaining("of stderr").hasMessageNotContaining("7qz");
    }

    @Test
    void tracesTheVaultClient() {
        PackagedAgentBuilder builder = PackagedAgent.builder()
                .env("VAULT_ADDRESS", "http://127.0.0.1:" + PackagedAgentBuilder.freePort())
                .secret("VAULT_TOKEN", "7qz-vault-token");
        try (PackagedAgent agent = builder.start()) {
            agent.waitFor(
                    "a trace",
                    () -> assertThat(agent.stdout())
                            .anyMatch(line -> line.matches(".* (TRACE|FINER) +\\[io\\.quarkus\\.vault.*")));
        }
    }

    @Test
    void failsWhereTheAgentDoesNotStart() {
        PackagedAgentBuilder builder = PackagedAgent.builder().env("STATUS_RUNTIME", "7qz");
        assertThatThrownBy(builder::start)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The agent ended with 2")
                .hasMessageContaining("STATUS_RUNTIME: ");
    }

    @Test
    void saysHowAKilledProcessEnded() {
        try (PackagedAgent agent = PackagedAgent.builder().start()) {
            agent.kill();
            assertThat(agent.awaitExit()).isEqualTo(137);
        }
    }
}
