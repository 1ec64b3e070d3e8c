package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.PackagedAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SecondJdkIT {
    @Test
    void runsOnALaterJdkWithoutAWarning() {
        Path jdk = Requires.jdk("STATUS_TEST_JDK25");
        try (PackagedAgent agent = PackagedAgent.builder().java(jdk).start()) {
            assertThat(agent.get("/health").body()).contains("\"token_source\":\"none\"");
            assertThat(ProcessHandle.of(agent.pid()).orElseThrow().info().command())
                    .hasValueSatisfying(command -> assertThat(command).startsWith(jdk.toString()));
            assertThat(agent.stderr()).isEmpty();
        }
    }
}
