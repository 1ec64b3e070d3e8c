package dev.statusagent.token.vault;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server only if the delegate does and a certificate on the validated path, from the leaf to the trust anchor, has a
 * pinned public key. What the server sends beside that path counts for nothing: a pinned certificate that is merely appended
 * passes no check (CVE-2016-2402 was that mistake).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7469#section-2.6">RFC 7469 section 2.6, validating pinned connections</a>
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager delegate;
    private final Set<String> pins;

    PinnedTrustManager(X509ExtendedTrustManager delegate, Set<String> pins) {
        this.delegate = delegate;
        this.pins = pins;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        delegate.checkServerTrusted(chain, authType, engine);
        checkPins(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        delegate.checkServerTrusted(chain, authType, socket);
        checkPins(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        delegate.checkServerTrusted(chain, authType);
        checkPins(chain);
    }

    private void checkPins(X509Certificate[] chain) throws CertificateException {
        try {
            if (validatedKeys(chain).map(PinnedTrustManager::pin).noneMatch(pins::contains)) {
                throw new CertificateException("no certificate on the validated path matches a pin");
            }
        } catch (GeneralSecurityException e) {
            throw e instanceof CertificateException certificate
                    ? certificate
                    : new CertificateException("no validated path to compare with the pins", e);
        }
    }

    private Stream<PublicKey> validatedKeys(X509Certificate[] chain) throws GeneralSecurityException {
        X509CertSelector leaf = new X509CertSelector();
        leaf.setCertificate(chain[0]);
        Set<TrustAnchor> anchors = Arrays.stream(delegate.getAcceptedIssuers())
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
        parameters.setRevocationEnabled(false); // as the delegate, which has judged already; here only the path matters
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
        PKIXCertPathBuilderResult result =
                (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
        return Stream.concat(
                result.getCertPath().getCertificates().stream().map(Certificate::getPublicKey),
                Stream.of(result.getTrustAnchor().getTrustedCert().getPublicKey()));
    }

    /** The pin of a key, as RFC 7469 and OkHttp write it. */
    static String pin(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return "sha256/" + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("the agent trusts no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("the agent trusts no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the agent trusts no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}
