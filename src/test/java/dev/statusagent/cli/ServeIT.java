package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ServeIT {
    private static final String TOKEN = "7qz-agent-token-of-a-decent-length";

    @Test
    void servesWithoutASubCommand() {
        try (PackagedAgent agent = PackagedAgent.builder().args().start()) {
            assertThat(agent.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void optionsBeatVariables() {
        int port = PackagedAgentBuilder.freePort();
        PackagedAgentBuilder builder = PackagedAgent.builder()
                .env("STATUS_PANEL_BIND", "192.0.2.1")
                .env("STATUS_PANEL_PORT", "1")
                .args("serve", "--bind", "127.0.0.1", "--port", String.valueOf(port))
                .listensOn(port);
        try (PackagedAgent agent = builder.start()) {
            assertThat(agent.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAWrongOption() {
        assertRefused("--port", "http", "STATUS_PANEL_PORT: \"http\" is not accepted; ");
        assertRefused("--port", "", "STATUS_PANEL_PORT: \"\" is not accepted; ");
        assertRefused("--bind", "no host", "STATUS_PANEL_BIND: \"no host\" is not accepted; ");
    }

    private static void assertRefused(String option, String value, String line) {
        Ended ended = PackagedAgent.builder().args("serve", option, value).runToEnd();
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr()).singleElement().asString().startsWith(line);
    }

    @Test
    void failsWhereThePortIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = PackagedAgent.builder()
                    .secret("AGENT_TOKEN", TOKEN)
                    .env("STATUS_PANEL_PORT", String.valueOf(other.getLocalPort()))
                    .runToEnd();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.stdout()).anyMatch(line -> line.contains(String.valueOf(other.getLocalPort())));
        }
    }

    @Test
    void readinessGoesDownAtOnceAndTheListenerStaysForTheDelay() {
        PackagedAgentBuilder builder =
                PackagedAgent.builder().secret("AGENT_TOKEN", TOKEN).env("STATUS_SHUTDOWN_DELAY", "10s");
        try (PackagedAgent agent = builder.start()) {
            agent.waitFor("readiness", () -> assertThat(readiness(agent)).isEqualTo(200));
            long begun = System.nanoTime();
            agent.terminate();
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> readiness(agent) == 503);
            assertThat(agent.get("/health").status()).isEqualTo(200);
            assertThat(agent.get("/capabilities").status()).isEqualTo(200);
            assertThat(agent.awaitExit()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    private static int readiness(PackagedAgent agent) {
        return agent.get("/q/health/ready").status();
    }

    @Test
    void endsAtOnceWithoutADelay() {
        try (PackagedAgent agent = PackagedAgent.builder().start()) {
            assertThat(agent.stop()).isIn(0, 143);
        }
    }
}
