package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.SslContexts;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probes of {@code k8s/}, asked as they stand there, of the packaged application with the settings from there. */
class ProbesIT {
    @TempDir
    Path directory;

    @Test
    void answer200OnceTheAgentHasItsToken() throws IOException {
        JsonNode container = Yaml.read(Path.of("k8s/base/deployment.yaml")).at("/spec/template/spec/containers/0");
        JsonNode settings = Yaml.read(Path.of("k8s/base/configmap.yaml")).path("data");
        TestCertificates certificates = TestCertificates.in(Files.createDirectory(directory.resolve("pki")));
        Path certificate = Pem.writeCertificates(
                directory.resolve("tls.crt"), certificates.server().certificate(), certificates.intermediateCa());
        Path key = Pem.writePkcs8(
                directory.resolve("tls.key"), certificates.server().key());
        try (PackagedAgent agent = PackagedAgent.builder()
                .env("AGENT_ID", settings.path("AGENT_ID").asText())
                .env("STATUS_PANEL_BIND", settings.path("STATUS_PANEL_BIND").asText())
                .env("STATUS_LOG_FORMAT", settings.path("STATUS_LOG_FORMAT").asText())
                .env("STATUS_TLS_CERT", certificate.toString())
                .env("STATUS_TLS_KEY", key.toString())
                .secret("AGENT_TOKEN", "static-token-0123456789-0123456789")
                .https(SslContexts.client(certificates.rootCa()))
                .start()) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                String path = container.path(probe).at("/httpGet/path").asText();
                agent.waitFor(probe, () -> assertThat(agent.get(path).status()).isEqualTo(200));
            }
        }
    }
}
