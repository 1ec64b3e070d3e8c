package dev.statusagent.token.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.IssuedCertificate;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.ServerTls;
import dev.statusagent.testing.tls.SpkiPin;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.VaultDouble;
import dev.statusagent.testing.vault.VaultDoubleBuilder;
import dev.statusagent.token.RefreshError;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTlsTest {
    private static final String TOKEN = "first-token-0123456789";

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void issue() {
        certificates = TestCertificates.in(directory);
    }

    @Test
    void trustsTheConfiguredCa() throws Exception {
        try (VaultDouble vault = vault(certificates.serverTls())) {
            assertThat(agent(vault, Map.of()).fetch()).isEqualTo(TOKEN);
        }
    }

    @Test
    void refusesAnotherCa() {
        try (VaultDouble vault = vault(certificates.serverTls())) {
            SourceUnderTest agent = agent(
                    vault, Map.of("vault.cacert", certificates.unrelatedCaFile().toString()));
            assertNothingLeft(vault, agent);
        }
    }

    @Test
    void refusesWithoutACaOfItsOwnWhatTheJvmDoesNotTrust() {
        try (VaultDouble vault = vault(certificates.serverTls())) {
            Map<String, String> settings =
                    Map.of("vault.address", vault.address(), "vault.token", vault.createToken("agent"));
            assertNothingLeft(vault, new SourceUnderTest(settings));
        }
    }

    @Test
    void refusesAnotherHostName() {
        assertRefused(certificates.serverTls(certificates.wrongHost()), Map.of());
    }

    @Test
    void refusesAnExpiredCertificate() {
        assertRefused(certificates.serverTls(certificates.expired()), Map.of());
    }

    @Test
    void refusesAChainWithoutItsIntermediate() {
        assertRefused(certificates.serverTls().leafOnly(), Map.of());
    }

    @Test
    void acceptsAPinOnTheLeafTheIntermediateOrTheRoot() throws Exception {
        for (String pin : new String[] {
            certificates.server().pin(), SpkiPin.of(certificates.intermediateCa()), SpkiPin.of(certificates.rootCa())
        }) {
            try (VaultDouble vault = vault(certificates.serverTls())) {
                String other = SpkiPin.of(certificates.unrelatedCa()) + " ";
                assertThat(agent(vault, Map.of("vault.cert-sha256", other + ", " + pin))
                                .fetch())
                        .isEqualTo(TOKEN);
            }
        }
    }

    @Test
    void refusesWhereNoPinMatches() {
        assertRefused(certificates.serverTls(), Map.of("vault.cert-sha256", SpkiPin.of(certificates.unrelatedCa())));
    }

    @Test
    void refusesAValidChainWithThePinnedCertificateMerelyAppended() {
        X509Certificate pinned = certificates.unrelatedCa();
        assertRefused(certificates.serverTls().appending(pinned), Map.of("vault.cert-sha256", SpkiPin.of(pinned)));
    }

    @Test
    void showsItsClientCertificate() throws Exception {
        try (VaultDouble vault = mutual()) {
            SourceUnderTest agent =
                    agent(vault, clientCertificate(certificates.clientFile(), certificates.clientKeyFile()));
            assertThat(agent.fetch()).isEqualTo(TOKEN);
            assertThat(vault.requests()).allMatch(request -> request.clientCertificate() != null);
        }
    }

    @Test
    void readsAnRsaKeyInPkcs1AsWell() throws Exception {
        IssuedCertificate client = certificates.rsaClient();
        Path key = Pem.writePkcs1(directory.resolve("pkcs1.pem"), (RSAPrivateKey) client.key());
        try (VaultDouble vault = mutual()) {
            assertThat(agent(vault, clientCertificate(certificates.rsaClientFile(), key))
                            .fetch())
                    .isEqualTo(TOKEN);
        }
    }

    @Test
    void sendsNothingWhereVaultWantsAClientCertificateAndThereIsNone() {
        try (VaultDouble vault = mutual()) {
            assertNothingLeft(vault, agent(vault, Map.of()));
        }
    }

    @Test
    void sendsNothingWhereVaultRefusesItsClientCertificate() {
        try (VaultDouble vault = mutual()) {
            IssuedCertificate stranger = certificates.server();
            Path certificate = Pem.writeCertificates(directory.resolve("stranger.pem"), stranger.certificate());
            Path key = Pem.writePkcs8(directory.resolve("stranger-key.pem"), stranger.key());
            assertNothingLeft(vault, agent(vault, clientCertificate(certificate, key)));
        }
    }

    @Test
    void provesItselfOnceWithARequestThatCarriesNothing() throws Exception {
        try (VaultDouble vault = vault(certificates.serverTls())) {
            SourceUnderTest agent = agent(vault, Map.of());
            agent.fetch();
            agent.fetch();
            assertThat(vault.requests())
                    .filteredOn(request -> request.path().equals("/v1/sys/health"))
                    .hasSize(1)
                    .allMatch(request -> request.token().isEmpty());
            assertThat(vault.requests().get(0).path()).isEqualTo("/v1/sys/health");
        }
    }

    @Test
    void sendsNoTokenBeforeVaultHasAnsweredOverTls() {
        try (VaultDouble vault = vault(certificates.serverTls())) {
            vault.fault(path -> path.equals("/v1/sys/health"), Fault.cut(), Integer.MAX_VALUE);
            SourceUnderTest agent = agent(vault, Map.of());
            assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
            assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
            assertThat(vault.requests())
                    .isNotEmpty()
                    .allMatch(request -> request.path().equals("/v1/sys/health"))
                    .allMatch(request -> request.token().isEmpty());
        }
    }

    private static void assertRefused(ServerTls server, Map<String, String> settings) {
        try (VaultDouble vault = vault(server)) {
            assertNothingLeft(vault, agent(vault, settings));
        }
    }

    /** Not even the request that carries nothing arrives: the handshake itself fails, or ends in the server's alert. */
    private static void assertNothingLeft(VaultDouble vault, SourceUnderTest agent) {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(agent.error()).isEqualTo(RefreshError.VAULT_TLS);
        }
        assertThat(vault.requests()).isEmpty();
        assertThat(vault.acceptedConnections()).isPositive();
    }

    private static VaultDouble vault(ServerTls server) {
        return filled(VaultDouble.builder().tls(server));
    }

    private static VaultDouble mutual() {
        return filled(VaultDouble.builder().tls(certificates).clientCertificateRequired(true));
    }

    private static VaultDouble filled(VaultDoubleBuilder builder) {
        VaultDouble vault = builder.start();
        vault.kv2("status_panel");
        vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
        vault.write("status_panel", "default/token", Map.of("token", TOKEN));
        return vault;
    }

    private static Map<String, String> clientCertificate(Path certificate, Path key) {
        return Map.of("vault.client-cert", certificate.toString(), "vault.client-key", key.toString());
    }

    private static SourceUnderTest agent(VaultDouble vault, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "vault.address", vault.address(),
                "vault.token", vault.createToken("agent"),
                "vault.cacert", certificates.rootCaFile().toString()));
        settings.putAll(more);
        return new SourceUnderTest(settings);
    }
}
