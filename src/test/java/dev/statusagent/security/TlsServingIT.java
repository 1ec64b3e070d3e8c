package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.tls.IssuedCertificate;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.SslContexts;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS on the one port, with certificates that are replaced while the agent runs. */
class TlsServingIT {
    private static final String TOKEN = "static-token-0123456789-0123456789";

    @TempDir
    Path directory;

    private TestCertificates certificates;
    private SSLContext client;
    private Path certificate;
    private Path key;

    @BeforeEach
    void issue() throws IOException {
        certificates = TestCertificates.in(Files.createDirectory(directory.resolve("pki")));
        client = SslContexts.client(certificates.rootCa());
        certificate = directory.resolve("tls.pem");
        key = directory.resolve("tls-key.pem");
        serve(certificates.server());
    }

    @Test
    void speaksTls12And13AndNothingElse() throws IOException {
        try (PackagedAgent agent = agent()) {
            assertThat(protocol(agent.uri(), "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThat(protocol(agent.uri(), "TLSv1.2")).isEqualTo("TLSv1.2");
            Assertions.assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> protocol(agent.uri(), "TLSv1.1"));
            try (Socket plain = new Socket(agent.uri().getHost(), agent.uri().getPort())) {
                plain.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).doesNotContain("HTTP/1.1 200", "status");
            }
            assertThat(agent.get("/api/v1/token", "X-Agent-Id", "agent-1", "Authorization", "Bearer " + TOKEN)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void takesUpANewCertificateWithoutRestart() throws IOException {
        try (PackagedAgent agent = agent()) {
            X509Certificate before = shown(agent.uri());
            assertThat(before).isEqualTo(certificates.server().certificate());
            TestCertificates renewed = TestCertificates.in(Files.createDirectory(directory.resolve("renewed")));
            client = SslContexts.client(certificates.rootCa(), renewed.rootCa());
            certificates = renewed;
            serve(renewed.server());
            agent.waitFor(
                    "the new certificate",
                    () -> assertThat(shownOrNull(agent.uri()))
                            .isEqualTo(renewed.server().certificate()));
        }
    }

    private PackagedAgent agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "agent-1")
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_TLS_CERT", certificate.toString())
                .env("STATUS_TLS_KEY", key.toString())
                .https(client)
                .start();
    }

    /** Both files are replaced atomically, the certificate last, as a renewal tool does it. */
    private void serve(IssuedCertificate leaf) throws IOException {
        Path nextKey = Pem.writePkcs8(directory.resolve("next-key.pem"), leaf.key());
        Path next =
                Pem.writeCertificates(directory.resolve("next.pem"), leaf.certificate(), certificates.intermediateCa());
        Files.move(nextKey, key, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, certificate, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String protocol(URI server, String protocol) throws IOException {
        try (SSLSocket socket = connect(server)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private X509Certificate shown(URI server) throws IOException {
        try (SSLSocket socket = connect(server)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Null where the handshake did not succeed, as may happen in the moment of the change. */
    private X509Certificate shownOrNull(URI server) {
        try {
            return shown(server);
        } catch (IOException e) {
            return null;
        }
    }

    private SSLSocket connect(URI server) throws IOException {
        return (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.getPort());
    }
}
