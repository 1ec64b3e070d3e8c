package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadConfigurationIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void tellsEveryWrongVariableAtOnceAndShowsNoSecret(int which) {
        PackagedAgentBuilder builder = PackagedAgent.builder();
        SettingExamples.in(directory).forEach((setting, examples) -> {
            String wrong = examples.wrong().get(which);
            if (setting.isSecret()) {
                builder.secret(setting.name(), wrong);
            } else {
                builder.env(setting.name(), wrong);
            }
        });
        Ended ended = builder.runToEnd();
        assertThat(ended.exitCode()).isEqualTo(2);
        for (Setting setting : Setting.values()) {
            assertThat(ended.stderr())
                    .filteredOn(line -> line.startsWith(setting + ": "))
                    .as("lines about %s", setting)
                    .anyMatch(line -> line.endsWith("accepted: " + setting.accepts()));
        }
        assertThat(ended.stderr()).allMatch(line -> line.matches("[A-Z0-9_]+( and [A-Z0-9_=a-z]+)?: .*"));
        assertThat(ended.stdout()).isEmpty();
    }

    @Test
    void refusesASecretBesideItsFile() {
        Ended ended = PackagedAgent.builder()
                .secret("AGENT_TOKEN", "7qz-agent-token")
                .env("AGENT_TOKEN_FILE", "/nowhere")
                .runToEnd();
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr())
                .containsExactly("AGENT_TOKEN and AGENT_TOKEN_FILE: both are set; accepted: one of them");
    }

    @Test
    void refusesAMistypedKeyInAPropertiesFile() {
        Ended ended = PackagedAgent.builder()
                .file("config/application.properties", "status.token.max-agee=5m\n")
                .runToEnd();
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr()).singleElement().asString().startsWith("status.token.max-agee: unknown key in ");
    }
}
