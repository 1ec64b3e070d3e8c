package dev.statusagent.audit.chain;

import java.io.FileOutputStream;
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

    /** There is a file, and what is in it is no key. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(Path file) {
            super(file.getFileName() + " is no key");
        }
    }

    /**
     * The key in the file; empty if there is none.
     *
     * @throws DamagedException if it is no key
     * @throws IOException if it cannot be read
     */
    public static Optional<ChainKey> read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of()
                    .parseHex(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            if (key.length == BYTES) {
                return Optional.of(new ChainKey(key));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new DamagedException(file);
    }

    /** A new one, on the disk before it is used, in a file that nobody but its owner may read; all of it or none. */
    static ChainKey create(ChainFiles files) throws IOException {
        Path file = files.key();
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, ChainFiles.OWNER_ONLY);
        try (FileOutputStream out = new FileOutputStream(written.toFile())) {
            out.write((HexFormat.of().formatHex(key) + '\n').getBytes(StandardCharsets.US_ASCII));
            out.getFD().sync();
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        files.sync();
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
