package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import org.junit.jupiter.api.Test;

class KubernetesVariablesIT {
    @Test
    void startsBesideServicesNamedLikeItsVariables() {
        int port = PackagedAgentBuilder.freePort();
        PackagedAgentBuilder builder = PackagedAgent.builder().env("AGENT_ID", "agent");
        KubernetesServicesTest.variables("STATUS").forEach(builder::env);
        KubernetesServicesTest.variables("STATUS_PANEL").forEach(builder::env);
        builder.file(".env", "STATUS_PANEL_PORT=" + port + "\n").listensOn(port);
        try (PackagedAgent agent = builder.start()) {
            assertThat(agent.get("/health").status()).isEqualTo(200);
            agent.stop();
            assertThat(agent.stdout())
                    .filteredOn(line -> line.contains("WARN"))
                    .singleElement()
                    .asString()
                    .contains("STATUS_PANEL_PORT was injected by Kubernetes");
        }
    }
}
