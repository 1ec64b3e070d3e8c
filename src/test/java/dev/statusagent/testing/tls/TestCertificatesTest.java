package dev.statusagent.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files and their contents, read back with other code than wrote them where there is some. */
class TestCertificatesTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.in(directory);
    }

    @Test
    void formAChain() throws Exception {
        X509Certificate server = read(certificates.serverFile());

        server.verify(certificates.intermediateCa().getPublicKey());
        certificates.intermediateCa().verify(certificates.rootCa().getPublicKey());
        read(certificates.clientFile()).verify(read(certificates.clientCaFile()).getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThatThrownBy(() -> certificates.expired().certificate().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void comeWithTheirKeysAsPkcs8() throws Exception {
        try (var reader = new PemReader(Files.newBufferedReader(certificates.clientKeyFile()))) {
            var pem = reader.readPemObject();
            assertThat(pem.getType()).isEqualTo("PRIVATE KEY");
            assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pem.getContent())))
                    .isEqualTo(certificates.client().key());
        }
    }

    @Test
    void haveKeysInTraditionalFormsToo() throws Exception {
        var rsa = (RSAPrivateKey) certificates.rsaClient().key();
        var ec = (ECPrivateKey) certificates.client().key();

        String pkcs1 = Files.readString(Pem.writePkcs1(directory.resolve("pkcs1.pem"), rsa));
        String sec1 = Files.readString(Pem.writeSec1(directory.resolve("sec1.pem"), ec));

        assertThat(pkcs1).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(sec1).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertThat(parsed(pkcs1)).isEqualTo(rsa);
        assertThat(((ECPrivateKey) parsed(sec1)).getS()).isEqualTo(ec.getS());
    }

    @Test
    void arePinnedByTheirPublicKey() {
        assertThat(certificates.server().pin())
                .matches("sha256/[A-Za-z0-9+/]{43}=")
                .isEqualTo(SpkiPin.of(certificates.server().certificate()))
                .isNotEqualTo(SpkiPin.of(certificates.intermediateCa()));
    }

    private static X509Certificate read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey parsed(String pem) throws Exception {
        try (var parser = new PEMParser(new StringReader(pem))) {
            return new JcaPEMKeyConverter().getPrivateKey(((PEMKeyPair) parser.readObject()).getPrivateKeyInfo());
        }
    }
}
