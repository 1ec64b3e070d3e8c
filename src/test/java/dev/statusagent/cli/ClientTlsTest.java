package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.ReleaseHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client command and an agent whose certificate names {@code localhost} and no address. */
class ClientTlsTest {
    @TempDir
    Path directory;

    private TestCertificates certificates;
    private ReleaseHost agent;

    @BeforeEach
    void serve() throws IOException {
        certificates = TestCertificates.in(directory);
        agent = ReleaseHost.https(certificates.serverTls(certificates.byName()));
        agent.serve("/health", "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    private static CommandLineRun health(String url, Path cacert) {
        return CommandLineRun.of("health", "--url=" + url, "--cacert=" + cacert);
    }

    @Test
    void trustsTheNameThatTheAuthorityHasCertified() {
        assertThat(health(agent.uri().toString(), certificates.rootCaFile()).exitCode())
                .isZero();
    }

    @Test
    void saysThatTheCertificateIsNotForTheAddress() {
        String url = agent.uri().toString().replace("localhost", "127.0.0.1");
        assertThat(health(url, certificates.rootCaFile())).isEqualTo(distrusted(url));
    }

    @Test
    void saysThatTheCertificateIsNotByTheAuthority() {
        String url = agent.uri().toString();
        assertThat(health(url, certificates.unrelatedCaFile())).isEqualTo(distrusted(url));
    }

    private static CommandLineRun distrusted(String url) {
        return new CommandLineRun(
                3,
                "",
                "status: the agent at " + url
                        + " has no certificate that is trusted for this name (--url, --cacert)\n");
    }
}
