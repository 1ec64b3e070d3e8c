package dev.statusagent.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.testing.tls.SslContexts;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The double over TLS, and what it shows there. */
@Timeout(10)
class VaultDoubleTlsTest {

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) {
        certificates = TestCertificates.in(directory);
    }

    @Test
    void servesWhoTrustsTheRoot() throws Exception {
        try (var vault = VaultDouble.builder().tls(certificates).start()) {
            assertThat(client(vault, SslContexts.client(certificates.rootCa()))
                            .get("sys/health")
                            .status())
                    .isEqualTo(200);
            assertThat(vault.address()).startsWith("https://localhost:");
            assertThat(vault.completedHandshakes()).isEqualTo(1);
        }
    }

    @Test
    void hearsNoRequestFromWhoDoesNotTrustIt() {
        var wrong = List.of(
                certificates.serverTls().leafOnly(),
                certificates.serverTls(certificates.wrongHost()),
                certificates.serverTls(certificates.expired()));
        for (var tls : wrong) {
            try (var vault = VaultDouble.builder().tls(tls).start()) {
                ApiClient client = client(vault, SslContexts.client(certificates.rootCa()));

                assertThatThrownBy(() -> client.get("sys/health")).isInstanceOf(SSLException.class);
                assertThat(vault.requests()).isEmpty();
                assertThat(vault.acceptedConnections()).isPositive();
            }
        }
    }

    @Test
    void requiresAClientCertificate() throws Exception {
        try (var vault = VaultDouble.builder()
                .tls(certificates)
                .clientCertificateRequired(true)
                .start()) {
            SSLContext without = SslContexts.client(certificates.rootCa());
            assertThatThrownBy(() -> client(vault, without).get("sys/health")).isInstanceOf(IOException.class);
            assertThat(vault.completedHandshakes()).isZero();

            for (var identity : List.of(certificates.client(), certificates.rsaClient())) {
                SSLContext with = SslContexts.client(identity, certificates.rootCa());
                assertThat(client(vault, with).get("sys/health").status()).isEqualTo(200);
            }
            assertThat(vault.requests())
                    .extracting(request -> request.clientCertificate().orElseThrow())
                    .containsExactly(
                            certificates.client().certificate(),
                            certificates.rsaClient().certificate());
        }
    }

    @Test
    void takesAClientCertificateThatIsOptional() throws Exception {
        try (var vault = VaultDouble.builder()
                .tls(certificates)
                .clientCertificateRequired(false)
                .start()) {
            SSLContext without = SslContexts.client(certificates.rootCa());
            SSLContext with = SslContexts.client(certificates.client(), certificates.rootCa());
            client(vault, without).get("sys/health");
            client(vault, with).get("sys/health");

            assertThat(vault.requests())
                    .extracting(request -> request.clientCertificate().isPresent())
                    .containsExactly(false, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sendsACertificateThatIsMerelyAppended(String version) throws Exception {
        var tls = certificates.serverTls().appending(certificates.unrelatedCa());
        try (var vault = VaultDouble.builder().tls(tls).start()) {
            assertThat(chainSent(vault, version))
                    .containsExactly(
                            certificates.server().certificate(),
                            certificates.intermediateCa(),
                            certificates.unrelatedCa());
        }
    }

    private static ApiClient client(VaultDouble vault, SSLContext context) {
        return ApiClient.of(vault, HttpClient.newBuilder().sslContext(context).build());
    }

    private static List<X509Certificate> chainSent(VaultDouble vault, String version) throws Exception {
        var witness = new ChainWitness();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {witness}, null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", vault.port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
        return witness.chain;
    }

    /** Believes everything and remembers it. */
    private static final class ChainWitness implements X509TrustManager {

        private final List<X509Certificate> chain = new ArrayList<>();

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String authType) {
            chain.addAll(List.of(certificates));
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
