package dev.statusagent.testing.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates. Its own key is always EC P-256, as are all keys it is not given. */
final class CertificateAuthority {

    /** When a certificate is good for, relative to now. */
    record Validity(Duration startsAgo, Duration endsIn) {
        static final Validity CURRENT = new Validity(Duration.ofHours(1), Duration.ofDays(30));
        static final Validity PAST = new Validity(Duration.ofDays(10), Duration.ofDays(-1));
    }

    private interface Profile {
        void addTo(JcaX509v3CertificateBuilder builder) throws IOException;
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final IssuedCertificate certificate;

    private CertificateAuthority(IssuedCertificate certificate) {
        this.certificate = certificate;
    }

    static CertificateAuthority selfSigned(String name) {
        var subject = new X500Principal("CN=" + name);
        KeyPair keys = ecKeys();
        return new CertificateAuthority(
                sign(subject, keys, subject, keys, Validity.CURRENT, CertificateAuthority::authority));
    }

    CertificateAuthority issueAuthority(String name) {
        return new CertificateAuthority(issue(name, ecKeys(), Validity.CURRENT, CertificateAuthority::authority));
    }

    /** A server leaf for these DNS names and IP addresses; the first is the common name too. */
    IssuedCertificate issueServer(Validity validity, String... names) {
        return issue(names[0], ecKeys(), validity, builder -> {
            leaf(builder, KeyPurposeId.id_kp_serverAuth);
            var alternatives = List.of(names).stream()
                    .map(CertificateAuthority::alternativeName)
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        });
    }

    IssuedCertificate issueClient(String name, KeyPair keys) {
        return issue(name, keys, Validity.CURRENT, builder -> leaf(builder, KeyPurposeId.id_kp_clientAuth));
    }

    IssuedCertificate certificate() {
        return certificate;
    }

    static KeyPair ecKeys() {
        return keys("EC", 256);
    }

    static KeyPair rsaKeys() {
        return keys("RSA", 2048);
    }

    private static KeyPair keys(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private IssuedCertificate issue(String subject, KeyPair keys, Validity validity, Profile profile) {
        X509Certificate own = certificate.certificate();
        var signer = new KeyPair(own.getPublicKey(), certificate.key());
        var name = new X500Principal("CN=" + subject);
        return sign(own.getSubjectX500Principal(), signer, name, keys, validity, profile);
    }

    private static IssuedCertificate sign(
            X500Principal issuer,
            KeyPair signer,
            X500Principal subject,
            KeyPair keys,
            Validity validity,
            Profile profile) {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(validity.startsAgo())),
                Date.from(now.plus(validity.endsIn())),
                subject,
                keys.getPublic());
        try {
            profile.addTo(builder);
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(signer.getPublic()));
            var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            var signed = new JcaX509CertificateConverter().getCertificate(builder.build(content));
            return new IssuedCertificate(signed, keys.getPrivate());
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void authority(JcaX509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static void leaf(JcaX509v3CertificateBuilder builder, KeyPurposeId purpose) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static GeneralName alternativeName(String name) {
        boolean address = name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
