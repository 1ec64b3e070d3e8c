package dev.statusagent.testing.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * What a TLS server shows and whom it believes. The chain is sent as it stands: nothing checks
 * that its certificates belong together.
 *
 * @param leaf the certificate whose key the server proves to have
 * @param rest what is sent after the leaf
 * @param clientAuthorities issuers accepted for client certificates
 */
public record ServerTls(IssuedCertificate leaf, List<X509Certificate> rest, List<X509Certificate> clientAuthorities) {

    public ServerTls {
        rest = List.copyOf(rest);
        clientAuthorities = List.copyOf(clientAuthorities);
    }

    /** The same server, sending one more certificate at the end of its chain. */
    public ServerTls appending(X509Certificate extra) {
        return new ServerTls(
                leaf, Stream.concat(rest.stream(), Stream.of(extra)).toList(), clientAuthorities);
    }

    /** The same server, sending only its leaf. */
    public ServerTls leafOnly() {
        return new ServerTls(leaf, List.of(), clientAuthorities);
    }

    public List<X509Certificate> sentChain() {
        return Stream.concat(Stream.of(leaf.certificate()), rest.stream()).toList();
    }

    public SSLContext context() {
        return SslContexts.of(new FixedChainKeyManager(sentChain(), leaf.key()), clientAuthorities);
    }
}
