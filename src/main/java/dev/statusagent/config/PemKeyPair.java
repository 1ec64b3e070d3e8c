package dev.statusagent.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Reads a PEM certificate chain and its PEM private key (PKCS#8, PKCS#1 or SEC 1, unencrypted) as one key manager. */
public final class PemKeyPair {
    private static final byte[] PROBE = {1, 2, 3};

    private PemKeyPair() {}

    /**
     * Loads both files.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file is not understood, or the key is not the certificate's
     */
    public static KeyManager[] load(Path certificates, Path key) throws IOException, GeneralSecurityException {
        Buffer certificatesPem = Buffer.buffer(Files.readAllBytes(certificates));
        Buffer keyPem = Buffer.buffer(Files.readAllBytes(key));
        KeyManager[] managers = keyManagers(
                new PemKeyCertOptions().addCertValue(certificatesPem).addKeyValue(keyPem));
        if (!(managers[0] instanceof X509KeyManager manager) || !matches(manager)) {
            throw new GeneralSecurityException("the private key is not the certificate's");
        }
        return managers;
    }

    private static KeyManager[] keyManagers(PemKeyCertOptions options) throws GeneralSecurityException {
        try {
            return options.getKeyManagerFactory(null).getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) { // what Vert.x declares; it throws VertxException, IllegalArgumentException and others
            throw new GeneralSecurityException("the PEM files are not understood", e);
        }
    }

    private static boolean matches(X509KeyManager manager) throws GeneralSecurityException {
        for (String type : new String[] {"RSA", "EC", "EdDSA", "Ed25519"}) {
            String[] aliases = manager.getClientAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                return matches(manager.getPrivateKey(aliases[0]), manager.getCertificateChain(aliases[0])[0]);
            }
        }
        return false;
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey()); // not the certificate: it may be for key agreement only
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
