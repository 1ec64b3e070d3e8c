package dev.statusagent.testing.vault;

import dev.statusagent.testing.tls.ServerTls;
import dev.statusagent.testing.tls.TestCertificates;
import java.time.InstantSource;

/** What cannot change once the double has started. */
public final class VaultDoubleBuilder {

    private InstantSource clock = InstantSource.system();
    private String namespace = "";
    private ServerTls tls;
    private TlsTransport.ClientCertificate clientCertificate = TlsTransport.ClientCertificate.NOT_ASKED;
    private int port;

    VaultDoubleBuilder() {}

    /** HTTPS with the proper server certificate. */
    public VaultDoubleBuilder tls(TestCertificates certificates) {
        return tls(certificates.serverTls());
    }

    public VaultDoubleBuilder tls(ServerTls value) {
        tls = value;
        return this;
    }

    /** Asks clients for a certificate; without this they are not asked. */
    public VaultDoubleBuilder clientCertificateRequired(boolean required) {
        clientCertificate =
                required ? TlsTransport.ClientCertificate.REQUIRED : TlsTransport.ClientCertificate.OPTIONAL;
        return this;
    }

    /** Listens on this port rather than on any free one. */
    public VaultDoubleBuilder port(int value) {
        port = value;
        return this;
    }

    /** Puts all mounts, policies and tokens in this namespace rather than the root. */
    public VaultDoubleBuilder namespace(String path) {
        namespace = path;
        return this;
    }

    /** The clock that token leases end by. */
    public VaultDoubleBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    public VaultDouble start() {
        return new VaultDouble(clock, namespace, transport(), port);
    }

    private Transport transport() {
        return tls == null ? Transport.PLAIN : new TlsTransport(tls.context().getSocketFactory(), clientCertificate);
    }
}
