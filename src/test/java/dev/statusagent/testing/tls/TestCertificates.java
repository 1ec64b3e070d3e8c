package dev.statusagent.testing.tls;

import dev.statusagent.testing.tls.CertificateAuthority.Validity;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A small public key infrastructure, made anew and written to a directory as PEM files. Every
 * certificate {@code x} is in {@code x.pem}, and its key, where a client or server would hold it,
 * in {@code x-key.pem} as PKCS#8.
 *
 * <pre>
 * root-ca ── intermediate-ca ─┬─ server        localhost, 127.0.0.1, ::1
 *                             ├─ by-name       localhost, and no address
 *                             ├─ wrong-host    vault.wrong-host.test
 *                             └─ expired       localhost, until yesterday
 * client-ca ─┬─ client                         EC key
 *            └─ rsa-client                     RSA key
 * unrelated-ca
 * </pre>
 */
public final class TestCertificates {

    private static final String[] LOCALHOST = {"localhost", "127.0.0.1", "::1"};

    private final Path directory;
    private final CertificateAuthority root = CertificateAuthority.selfSigned("Test Root CA");
    private final CertificateAuthority intermediate = root.issueAuthority("Test Intermediate CA");
    private final CertificateAuthority clientAuthority = CertificateAuthority.selfSigned("Test Client CA");
    private final CertificateAuthority unrelated = CertificateAuthority.selfSigned("Unrelated CA");
    private final IssuedCertificate server = intermediate.issueServer(Validity.CURRENT, LOCALHOST);
    private final IssuedCertificate byName = intermediate.issueServer(Validity.CURRENT, "localhost");
    private final IssuedCertificate wrongHost = intermediate.issueServer(Validity.CURRENT, "vault.wrong-host.test");
    private final IssuedCertificate expired = intermediate.issueServer(Validity.PAST, LOCALHOST);
    private final IssuedCertificate client = clientAuthority.issueClient("status", CertificateAuthority.ecKeys());
    private final IssuedCertificate rsaClient =
            clientAuthority.issueClient("status-rsa", CertificateAuthority.rsaKeys());

    private TestCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes the certificates and writes them to an existing directory. */
    public static TestCertificates in(Path directory) {
        var certificates = new TestCertificates(directory);
        certificates.write();
        return certificates;
    }

    public X509Certificate rootCa() {
        return root.certificate().certificate();
    }

    public Path rootCaFile() {
        return file("root-ca");
    }

    public X509Certificate intermediateCa() {
        return intermediate.certificate().certificate();
    }

    public Path intermediateCaFile() {
        return file("intermediate-ca");
    }

    public IssuedCertificate server() {
        return server;
    }

    public Path serverFile() {
        return file("server");
    }

    public Path serverKeyFile() {
        return file("server-key");
    }

    public IssuedCertificate byName() {
        return byName;
    }

    public IssuedCertificate wrongHost() {
        return wrongHost;
    }

    public IssuedCertificate expired() {
        return expired;
    }

    public X509Certificate clientCa() {
        return clientAuthority.certificate().certificate();
    }

    public Path clientCaFile() {
        return file("client-ca");
    }

    public IssuedCertificate client() {
        return client;
    }

    public Path clientFile() {
        return file("client");
    }

    public Path clientKeyFile() {
        return file("client-key");
    }

    public IssuedCertificate rsaClient() {
        return rsaClient;
    }

    public Path rsaClientFile() {
        return file("rsa-client");
    }

    public Path rsaClientKeyFile() {
        return file("rsa-client-key");
    }

    public X509Certificate unrelatedCa() {
        return unrelated.certificate().certificate();
    }

    public Path unrelatedCaFile() {
        return file("unrelated-ca");
    }

    /** The proper server: leaf and intermediate sent, client certificates from the client CA accepted. */
    public ServerTls serverTls() {
        return serverTls(server);
    }

    /** The same with another leaf that the intermediate issued. */
    public ServerTls serverTls(IssuedCertificate leaf) {
        return new ServerTls(leaf, List.of(intermediateCa()), List.of(clientCa()));
    }

    private void write() {
        Pem.writeCertificates(rootCaFile(), rootCa());
        Pem.writeCertificates(intermediateCaFile(), intermediateCa());
        Pem.writeCertificates(clientCaFile(), clientCa());
        Pem.writeCertificates(unrelatedCaFile(), unrelatedCa());
        writeWithKey("server", server);
        writeWithKey("by-name", byName);
        writeWithKey("wrong-host", wrongHost);
        writeWithKey("expired", expired);
        writeWithKey("client", client);
        writeWithKey("rsa-client", rsaClient);
    }

    private void writeWithKey(String name, IssuedCertificate issued) {
        Pem.writeCertificates(file(name), issued.certificate());
        Pem.writePkcs8(file(name + "-key"), issued.key());
    }

    private Path file(String name) {
        return directory.resolve(name + ".pem");
    }
}
