package dev.statusagent.testing.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Writes the PEM encodings (RFC 7468) that certificates and keys are found in. */
public final class Pem {

    private Pem() {}

    /** One file with the certificates in the given order; returns the file. */
    public static Path writeCertificates(Path file, X509Certificate... certificates) {
        PemObject[] objects = new PemObject[certificates.length];
        for (int i = 0; i < certificates.length; i++) {
            objects[i] = new PemObject("CERTIFICATE", encoded(certificates[i]));
        }
        return write(file, objects);
    }

    /** {@code BEGIN PRIVATE KEY}, for any algorithm. */
    public static Path writePkcs8(Path file, PrivateKey key) {
        return write(file, new PemObject("PRIVATE KEY", key.getEncoded()));
    }

    /** {@code BEGIN RSA PRIVATE KEY}, the traditional OpenSSL form (RFC 8017 A.1.2). */
    public static Path writePkcs1(Path file, RSAPrivateKey key) {
        return write(file, new PemObject("RSA PRIVATE KEY", algorithmSpecific(key)));
    }

    /** {@code BEGIN EC PRIVATE KEY} (RFC 5915) with the curve named inside, as OpenSSL writes it. */
    public static Path writeSec1(Path file, ECPrivateKey key) {
        var curve = PrivateKeyInfo.getInstance(key.getEncoded())
                .getPrivateKeyAlgorithm()
                .getParameters();
        int orderBits = key.getParams().getOrder().bitLength();
        var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(orderBits, key.getS(), curve);
        try {
            return write(file, new PemObject("EC PRIVATE KEY", sec1.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] algorithmSpecific(PrivateKey key) {
        try {
            return PrivateKeyInfo.getInstance(key.getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Path write(Path file, PemObject... objects) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            for (PemObject object : objects) {
                writer.writeObject(object);
            }
            writer.flush();
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
