package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token full of what parsers like to interpret opens the agent exactly as it was given. */
class SecretsIT {
    private static final String TOKEN = "#7qz-a${status.agent.id}b$$c\\d\\$e\"f'${x:y},g=h";

    /** What comes out where expressions are expanded, in one or the other way. */
    private static final List<String> MANGLED = List.of(
            "#7qz-aagentb$c\\d\\$e\"f'y,g=h",
            TOKEN.replace("$$", "$"),
            TOKEN.replace("\\", ""),
            TOKEN.replace("\\$", "$"),
            TOKEN.substring(0, TOKEN.indexOf(',')),
            TOKEN.substring(1));

    private enum Way {
        VARIABLE {
            @Override
            void give(PackagedAgentBuilder agent) {
                agent.env("AGENT_TOKEN", TOKEN);
            }
        },
        FILE {
            @Override
            void give(PackagedAgentBuilder agent) {
                agent.file("token", TOKEN + "\n").env("AGENT_TOKEN_FILE", "token");
            }
        },
        DOT_ENV {
            @Override
            void give(PackagedAgentBuilder agent) {
                agent.file(".env", "# the agent\nAGENT_TOKEN=" + TOKEN + "\n");
            }
        },
        PROPERTIES_FILE {
            @Override
            void give(PackagedAgentBuilder agent) {
                agent.file("status.properties", "status.agent.token=" + TOKEN.replace("\\", "\\\\") + "\n")
                        .env("QUARKUS_CONFIG_LOCATIONS", "status.properties");
            }
        };

        abstract void give(PackagedAgentBuilder agent);
    }

    private static PackagedAgentBuilder agent() {
        return PackagedAgent.builder().env("AGENT_ID", "agent").registerSecret("AGENT_TOKEN", TOKEN);
    }

    private static int answerTo(PackagedAgent agent, String token) {
        return agent.get("/api/v1/token", "X-Agent-Id", "agent", "Authorization", "Bearer " + token)
                .status();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void opensToTheExactTokenOnly(Way way) {
        PackagedAgentBuilder builder = agent();
        way.give(builder);
        try (PackagedAgent agent = builder.start()) {
            assertThat(answerTo(agent, TOKEN)).isEqualTo(200);
            assertThat(MANGLED)
                    .allSatisfy(token -> assertThat(answerTo(agent, token)).isEqualTo(401));
        }
    }

    /** A pipe, such as a shell's {@code <(command)}, can be read once only. */
    @Test
    void readsASecretsFileOnce(@TempDir Path directory) throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "cat > '" + pipe + "'").start();
        try (var out = writer.outputWriter()) {
            out.write(TOKEN);
        }
        try (PackagedAgent agent =
                agent().env("AGENT_TOKEN_FILE", pipe.toString()).start()) {
            assertThat(answerTo(agent, TOKEN)).isEqualTo(200);
        } finally {
            writer.destroyForcibly();
            Files.delete(pipe);
        }
    }

    @Test
    void theEnvironmentBeatsDotEnv() {
        PackagedAgentBuilder builder = agent().env("AGENT_TOKEN", TOKEN)
                .file(".env", "AGENT_TOKEN=7qz-of-the-file\nSTATUS_TOKEN_MAX_AGE=\nAGENT_ID=file\n");
        try (PackagedAgent agent = builder.start()) {
            assertThat(answerTo(agent, TOKEN)).isEqualTo(200);
            assertThat(answerTo(agent, "7qz-of-the-file")).isEqualTo(401);
        }
    }

    @Test
    void theEnvironmentBeatsAPropertiesFileThatItNames() {
        PackagedAgentBuilder builder = agent().env("AGENT_TOKEN", TOKEN)
                .file("status.properties", "status.agent.token=7qz-of-the-file\nstatus.agent.id=file\n")
                .env("QUARKUS_CONFIG_LOCATIONS", "status.properties");
        try (PackagedAgent agent = builder.start()) {
            assertThat(answerTo(agent, TOKEN)).isEqualTo(200);
            assertThat(answerTo(agent, "7qz-of-the-file")).isEqualTo(401);
        }
    }
}
