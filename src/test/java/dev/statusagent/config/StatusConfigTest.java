package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusConfigTest {
    private static final String JSON = "quarkus.log.console.json.enabled";

    private static Environment environment(String name, String value) {
        return new Environment(Map.of(name, value), DotEnv.NONE);
    }

    private static SmallRyeConfig build(SmallRyeConfigBuilder builder, Environment environment) {
        StatusConfig.configure(builder, environment);
        return builder.build();
    }

    /** Quarkus writes what its build finds into the application, except from sources of these two types. */
    @Test
    void bringsInNothingThatABuildWouldRecord() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        Iterable<ConfigSource> sources =
                build(builder, environment("AGENT_TOKEN", "7qz-token")).getConfigSources();
        assertThat(sources)
                .filteredOn(source -> source.getProperties().containsValue("7qz-token"))
                .isNotEmpty()
                .allMatch(EnvConfigSource.class::isInstance);
    }

    @Test
    void addsNoEnvironmentWhereNobodyAsksForOne() {
        SmallRyeConfig config = build(new SmallRyeConfigBuilder(), environment("AGENT_TOKEN", "7qz-token"));
        assertThat(config.getConfigSources())
                .noneMatch(EnvConfigSource.class::isInstance)
                .noneMatch(SysPropConfigSource.class::isInstance);
    }

    @Test
    void isTheOneEnvironmentWhereSomebodyDoes() {
        SmallRyeConfig config = build(new SmallRyeConfigBuilder().addDefaultSources(), environment("X", "y"));
        assertThat(config.getConfigSources())
                .filteredOn(EnvConfigSource.class::isInstance)
                .isNotEmpty()
                .allMatch(EnvironmentSource.class::isInstance);
    }

    @Test
    void leavesOtherVariablesToTheirOwners() {
        SmallRyeConfig config = build(
                new SmallRyeConfigBuilder().addSystemSources(),
                new Environment(Map.of("QUARKUS_LOG_LEVEL", "DEBUG", "PATH", "/bin"), DotEnv.NONE));
        assertThat(config.getValue("quarkus.log.level", String.class)).isEqualTo("DEBUG");
        assertThat(config.getValue("PATH", String.class)).isEqualTo("/bin");
    }

    @ParameterizedTest
    @CsvSource({"json, true", "text, false", "JSON, false"})
    void theLogFormatSwitchesTheJsonLog(String format, boolean json) {
        assertThat(GivenConfig.of(Setting.STATUS_LOG_FORMAT, format).config().getValue(JSON, boolean.class))
                .isEqualTo(json);
    }

    @Test
    void logsTextByDefault() {
        assertThat(GivenConfig.empty().config().getValue(JSON, boolean.class)).isFalse();
    }

    @Test
    void theLogFormatMayComeFromAPropertiesFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("p.properties"), "status.log.format=json\n");
        assertThat(GivenConfig.empty().withPropertiesFile(file).config().getValue(JSON, boolean.class))
                .isTrue();
    }

    @Test
    void theCertificateAndItsKeyTogetherSwitchHttpsOn() {
        GivenConfig given = GivenConfig.of(Setting.STATUS_TLS_CERT, "/a${b}/cert.pem")
                .with(Setting.STATUS_TLS_KEY, "/key.pem")
                .with(Setting.STATUS_PANEL_PORT, "5443");
        SmallRyeConfig config = given.config();
        assertThat(config.getValue("quarkus.tls.status.key-store.pem.0.cert", String.class))
                .isEqualTo("/a${b}/cert.pem");
        assertThat(config.getValue("quarkus.tls.status.key-store.pem.0.key", String.class))
                .isEqualTo("/key.pem");
        assertThat(config.getValue("quarkus.http.ssl-port", int.class)).isEqualTo(5443);
        assertThat(config.getValue("quarkus.http.insecure-requests", String.class))
                .isEqualTo("disabled");
        assertThat(config.getPropertyNames())
                .contains("quarkus.tls.status.key-store.pem.0.cert", "quarkus.tls.status.key-store.pem.0.key");
    }

    @ParameterizedTest
    @CsvSource({"STATUS_TLS_CERT", "STATUS_TLS_KEY", "STATUS_PANEL_PORT"})
    void nothingLessSwitchesHttpsOn(Setting setting) {
        SmallRyeConfig config = GivenConfig.of(setting, "1").config();
        assertThat(config.getOptionalValue("quarkus.http.ssl-port", String.class))
                .isEmpty();
        assertThat(config.getOptionalValue("quarkus.http.insecure-requests", String.class))
                .isEmpty();
        assertThat(config.getPropertyNames()).noneMatch(name -> name.startsWith("quarkus.tls."));
    }

    @Test
    void theOperatorsOwnValueOfADerivedKeyCounts() {
        assertThat(GivenConfig.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
                        .config()
                        .getValue(JSON, boolean.class))
                .isTrue();
    }

    @Test
    void scopesAreTakenWithoutTheBlanksAroundThem() {
        AgentConfig agent = GivenConfig.of(Setting.AGENT_SCOPES, "commands:wait , auth:rotate")
                .mapping(AgentConfig.class);
        assertThat(agent.namesScope(Scopes.AUTH_ROTATE)).isTrue();
        assertThat(agent.namesScope("commands:wait")).isTrue();
        assertThat(agent.namesScope("docker:stop")).isFalse();
    }
}
