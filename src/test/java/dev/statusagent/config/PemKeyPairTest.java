package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.testing.tls.IssuedCertificate;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeyPairTest {
    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.in(directory);
    }

    private record Pair(String kind, Path certificate, Path key, IssuedCertificate issued) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Pair> understoodKinds() {
        IssuedCertificate ec = certificates.client();
        IssuedCertificate rsa = certificates.rsaClient();
        Path sec1 = Pem.writeSec1(directory.resolve("sec1.pem"), (ECPrivateKey) ec.key());
        Path pkcs1 = Pem.writePkcs1(directory.resolve("pkcs1.pem"), (RSAPrivateKey) rsa.key());
        return Stream.of(
                new Pair("PKCS#8, EC", certificates.clientFile(), certificates.clientKeyFile(), ec),
                new Pair("SEC 1, EC", certificates.clientFile(), sec1, ec),
                new Pair("PKCS#8, RSA", certificates.rsaClientFile(), certificates.rsaClientKeyFile(), rsa),
                new Pair("PKCS#1, RSA", certificates.rsaClientFile(), pkcs1, rsa));
    }

    @ParameterizedTest
    @MethodSource("understoodKinds")
    void loadsAKeyWithItsCertificate(Pair pair) throws IOException, GeneralSecurityException {
        KeyManager[] managers = PemKeyPair.load(pair.certificate(), pair.key());
        String type = pair.issued().key().getAlgorithm();
        X509KeyManager manager = (X509KeyManager) managers[0];
        String alias = manager.getClientAliases(type, null)[0];
        assertThat(manager.getPrivateKey(alias)).isEqualTo(pair.issued().key());
        assertThat(manager.getCertificateChain(alias))
                .containsExactly(pair.issued().certificate());
    }

    @ParameterizedTest
    @MethodSource("understoodKinds")
    void theCheckOfTheFileAcceptsWhatCanBeLoaded(Pair pair) {
        assertThat(Setting.STATUS_TLS_CERT.accepts(pair.certificate().toString()))
                .isTrue();
        assertThat(Setting.STATUS_TLS_KEY.accepts(pair.key().toString())).isTrue();
    }

    @Test
    void keepsTheWholeChain() throws IOException, GeneralSecurityException {
        Path chain = Pem.writeCertificates(
                directory.resolve("chain.pem"), certificates.server().certificate(), certificates.intermediateCa());
        X509KeyManager manager = (X509KeyManager) PemKeyPair.load(chain, certificates.serverKeyFile())[0];
        String type = certificates.server().key().getAlgorithm();
        assertThat(manager.getCertificateChain(manager.getServerAliases(type, null)[0]))
                .hasSize(2);
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        assertThatThrownBy(() -> PemKeyPair.load(certificates.serverFile(), certificates.clientKeyFile()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAKeyOfAnotherKind() {
        assertThatThrownBy(() -> PemKeyPair.load(certificates.rsaClientFile(), certificates.clientKeyFile()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no key");
        assertThatThrownBy(() -> PemKeyPair.load(certificates.serverFile(), text))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> PemKeyPair.load(text, certificates.serverKeyFile()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> PemKeyPair.load(certificates.serverFile(), directory.resolve("missing")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anEncryptedKeyIsNoneForTheCheck() throws IOException {
        Path encrypted = Files.writeString(
                directory.resolve("encrypted.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThat(Setting.STATUS_TLS_KEY.accepts(encrypted.toString())).isFalse();
    }
}
