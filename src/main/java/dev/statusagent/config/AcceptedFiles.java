package dev.statusagent.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Settings that name a file, or hold what files usually hold: each is opened and understood before the start. */
final class AcceptedFiles {
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN (RSA |EC )?PRIVATE KEY-----\\s+[A-Za-z0-9+/=\\s]+-----END \\1?PRIVATE KEY-----");

    private AcceptedFiles() {}

    static Accepted certificates() {
        return new Accepted("a readable PEM file of certificates", value -> {
            try {
                byte[] pem = Files.readAllBytes(Path.of(value));
                return !CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))
                        .isEmpty();
            } catch (IOException | GeneralSecurityException | InvalidPathException e) {
                return false;
            }
        });
    }

    /** Whether the key fits its certificate is {@link PemKeyPair}'s question. */
    static Accepted privateKey() {
        return new Accepted("a readable PEM file of an unencrypted private key (PKCS#8, PKCS#1 or SEC 1)", value -> {
            try {
                return PRIVATE_KEY.matcher(Files.readString(Path.of(value))).find();
            } catch (IOException | InvalidPathException e) {
                return false;
            }
        });
    }

    /** A file that may appear later and is read again when it changes: only what can never be a file is refused. */
    static Accepted watched() {
        return path("the path of a file, which may appear later", path -> !Files.isDirectory(path));
    }

    static Accepted directory() {
        return path(
                "the path of a directory, which need not exist yet",
                path -> !Files.exists(path) || Files.isDirectory(path));
    }

    /** As Docker's own tools lay it out. */
    static Accepted tlsDirectory() {
        return new Accepted("a directory with ca.pem, cert.pem and its key.pem", value -> {
            try {
                Path directory = Path.of(value);
                PemKeyPair.load(directory.resolve("cert.pem"), directory.resolve("key.pem"));
                return certificates().test().test(directory.resolve("ca.pem").toString());
            } catch (IOException | GeneralSecurityException | InvalidPathException e) {
                return false;
            }
        });
    }

    private static Accepted path(String description, Predicate<Path> test) {
        return new Accepted(description, value -> {
            try {
                return value.length() <= 4096
                        && !value.isBlank()
                        && value.codePoints().noneMatch(Character::isISOControl)
                        && test.test(Path.of(value));
            } catch (InvalidPathException e) {
                return false;
            }
        });
    }

    static Accepted ed25519PublicKey() {
        return new Accepted("an Ed25519 public key, PEM or base64", AcceptedFiles::isEd25519);
    }

    private static boolean isEd25519(String value) {
        try {
            Ed25519PublicKey.parse(value);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
