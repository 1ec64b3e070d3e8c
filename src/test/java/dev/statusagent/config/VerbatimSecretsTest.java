package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever way a secret takes, the value in use is the value given. */
class VerbatimSecretsTest {
    private static final Setting PASSWORD = Setting.STATUS_PANEL_PASSWORD;

    @TempDir
    private static Path directory;

    private enum Way {
        VARIABLE {
            @Override
            GivenConfig give(String value) {
                return GivenConfig.of(PASSWORD, value);
            }
        },
        FILE {
            @Override
            GivenConfig give(String value) throws IOException {
                Path file = Files.writeString(directory.resolve("secret"), value + "\n");
                return GivenConfig.of(PASSWORD + "_FILE", file.toString());
            }
        },
        DOT_ENV {
            @Override
            GivenConfig give(String value) throws IOException {
                Path file = Files.writeString(directory.resolve(".env"), PASSWORD + "=" + value + "\n");
                return GivenConfig.empty().withDotEnv(file);
            }
        },
        SYSTEM_PROPERTY {
            @Override
            GivenConfig give(String value) {
                return GivenConfig.empty().withSystemProperty(PASSWORD.key(), value);
            }
        },
        /** Written by {@link Properties#store}, which doubles the backslash as the format's own escape. */
        PROPERTIES_FILE {
            @Override
            GivenConfig give(String value) throws IOException {
                Properties properties = new Properties();
                properties.setProperty(PASSWORD.key(), value);
                Path file = directory.resolve("status.properties");
                try (Writer writer = Files.newBufferedWriter(file)) {
                    properties.store(writer, null);
                }
                return GivenConfig.empty().withPropertiesFile(file);
            }
        };

        abstract GivenConfig give(String value) throws IOException;
    }

    static Stream<Arguments> everySecretOnEveryWay() {
        List<String> secrets = List.of(
                "a${b}c-7qz",
                "a${status.agent.id:x}",
                "a$$b-7qz!",
                "a\\b-7qz!",
                "a\\$b-7qz",
                "a\\${b}-7qz",
                "#x-7qz-hash",
                "!x-7qz-bang",
                "a,b,c-7qz",
                "'single' \"double\"",
                "name=value=more",
                "trailing-7qz  ",
                "  leading-7qz",
                "p\u00e4ssw\u00f6rd-\u2713-\ud83d\udd11");
        return Stream.of(Way.values()).flatMap(way -> secrets.stream().map(secret -> Arguments.of(way, secret)));
    }

    @ParameterizedTest
    @MethodSource("everySecretOnEveryWay")
    void theValueInUseIsTheValueGiven(Way way, String secret) throws IOException {
        GivenConfig given = way.give(secret);
        assertThat(given.valueOf(PASSWORD)).isEqualTo(secret);
        assertThat(given.config().getValue(PASSWORD.key(), Secret.class).reveal())
                .isEqualTo(secret);
        assertThat(given.check().errors()).isEmpty();
    }

    /** A properties file has its own syntax: a backslash is written twice, blanks before the value are dropped. */
    @Test
    void aPropertiesFileHasItsOwnEscapes() throws IOException {
        Path file = Files.writeString(
                directory.resolve("written.properties"), PASSWORD.key() + " =  a\\\\b ${c} $$ \\u00e4 # \n");
        assertThat(GivenConfig.empty().withPropertiesFile(file).valueOf(PASSWORD))
                .isEqualTo("a\\b ${c} $$ \u00e4 # ");
    }

    @Test
    void theMappingSeesTheSameAgentToken() {
        AgentConfig agent =
                GivenConfig.of(Setting.AGENT_TOKEN, "a${b}c$$\\$d#e").mapping(AgentConfig.class);
        assertThat(agent.token().orElseThrow().reveal()).isEqualTo("a${b}c$$\\$d#e");
    }
}
