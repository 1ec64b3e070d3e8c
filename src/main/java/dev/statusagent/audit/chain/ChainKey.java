package dev.statusagent.audit.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of the data directory, which anchors and head are made with: HMAC-SHA-256. Thread-safe. */
public final class ChainKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Mac mac;

    private ChainKey(byte[] key) throws IOException {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /**
     * The key in the file; empty if there is none.
     *
     * @throws IOException if it cannot be read or is no key
     */
    public static Optional<ChainKey> read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == BYTES) {
                return Optional.of(new ChainKey(key));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IOException(file.getFileName() + " is no key");
    }

    /** A new one, written to a file that nobody but its owner may read; all of it or none. */
    static ChainKey create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, ChainFiles.OWNER_ONLY);
        Files.writeString(written, HexFormat.of().formatHex(key) + '\n');
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return new ChainKey(key);
    }

    /** The MAC of the text, in hexadecimal digits. */
    synchronized String mac(String text) {
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    boolean made(String given, String text) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), mac(text).getBytes(StandardCharsets.UTF_8));
    }
}
