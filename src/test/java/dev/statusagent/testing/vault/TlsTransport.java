package dev.statusagent.testing.vault;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS, in every version the JDK leaves enabled. */
final class TlsTransport implements Transport {

    /** Whether clients are to show a certificate. */
    enum ClientCertificate {
        NOT_ASKED,
        OPTIONAL,
        REQUIRED
    }

    private final SSLSocketFactory sockets;
    private final ClientCertificate clientCertificate;

    TlsTransport(SSLSocketFactory sockets, ClientCertificate clientCertificate) {
        this.sockets = sockets;
        this.clientCertificate = clientCertificate;
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public Socket secure(Socket raw) throws IOException {
        var secured = (SSLSocket) sockets.createSocket(raw, null, raw.getPort(), true);
        secured.setUseClientMode(false);
        switch (clientCertificate) {
            case REQUIRED -> secured.setNeedClientAuth(true);
            case OPTIONAL -> secured.setWantClientAuth(true);
            case NOT_ASKED -> secured.setNeedClientAuth(false);
        }
        secured.startHandshake();
        return secured;
    }

    @Override
    public Optional<X509Certificate> clientCertificate(Socket secured) {
        try {
            var chain = ((SSLSocket) secured).getSession().getPeerCertificates();
            return Optional.of((X509Certificate) chain[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
