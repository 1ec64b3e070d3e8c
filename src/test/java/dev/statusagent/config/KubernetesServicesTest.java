package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesServicesTest {
    private static final String IGNORED =
            "STATUS_PANEL_PORT was injected by Kubernetes for a Service and is ignored; set enableServiceLinks: false";

    /** What the kubelet injects for a Service, with the port named {@code http}. */
    static Map<String, String> variables(String prefix) {
        return Map.of(
                prefix + "_SERVICE_HOST", "10.96.0.12",
                prefix + "_SERVICE_PORT", "5000",
                prefix + "_SERVICE_PORT_HTTP", "5000",
                prefix + "_PORT", "tcp://10.96.0.12:5000",
                prefix + "_PORT_5000_TCP", "tcp://10.96.0.12:5000",
                prefix + "_PORT_5000_TCP_PROTO", "tcp",
                prefix + "_PORT_5000_TCP_PORT", "5000",
                prefix + "_PORT_5000_TCP_ADDR", "10.96.0.12");
    }

    private static GivenConfig withService(GivenConfig given, String prefix) {
        variables(prefix).forEach(given::with);
        return given;
    }

    private static GivenConfig agent() {
        return GivenConfig.of(Setting.AGENT_ID, "a");
    }

    @ParameterizedTest
    @CsvSource({"STATUS", "STATUS_AGENT", "STATUS_PANEL_DB"})
    void saysNothingOfAServicesVariables(String prefix) {
        StartupChecks checks = withService(agent(), prefix).check();
        assertThat(checks.errors()).isEmpty();
        assertThat(checks.warnings()).isEmpty();
    }

    @Test
    void ignoresThePanelPortOfAServiceNamedStatusPanel() {
        GivenConfig given = withService(agent(), "STATUS_PANEL");
        StartupChecks checks = given.check();
        assertThat(checks.errors()).isEmpty();
        assertThat(checks.warnings()).isEqualTo(List.of(IGNORED));
        assertThat(given.valueOf(Setting.STATUS_PANEL_PORT)).isNull();
        assertThat(port(given)).isEqualTo("5000");
    }

    @ParameterizedTest
    @CsvSource({"tcp://10.96.0.12:5000", "udp://10.96.0.12:53", "sctp://[fd00::1]:5000"})
    void knowsEveryProtocol(String value) {
        assertThat(agent().with(Setting.STATUS_PANEL_PORT, value).check().warnings())
                .containsExactly(IGNORED);
    }

    @Test
    void theInjectedPortHidesNoneThatTheOperatorSet(@TempDir Path directory) throws IOException {
        Path dotEnv = Files.writeString(directory.resolve(".env"), "STATUS_PANEL_PORT=5001\n");
        Path properties = Files.writeString(directory.resolve("p"), "status.panel.port=5002\n");
        assertThat(port(withService(agent(), "STATUS_PANEL").withDotEnv(dotEnv)))
                .isEqualTo("5001");
        assertThat(port(withService(agent(), "STATUS_PANEL").withPropertiesFile(properties)))
                .isEqualTo("5002");
    }

    /** As {@code application.properties} asks for it. */
    private static String port(GivenConfig given) {
        return given.withSystemProperty("test.port", "${status.panel.port:5000}")
                .config()
                .getValue("test.port", String.class);
    }

    @Test
    void aMistypedVariableIsNoService() {
        assertThat(agent().with("STATUS_PANEL_PROT", "tcp").check().warnings()).hasSize(1);
        assertThat(agent().with("STATUS_TOKEN_PORT", "80").check().warnings()).hasSize(1);
    }
}
