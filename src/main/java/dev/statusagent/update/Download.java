package dev.statusagent.update;

import dev.statusagent.update.UpdateFailure.Reason;
import dev.statusagent.update.UpdateSource.Offer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Brings an offered archive onto the disk and judges it; what is not as it must be is removed at once. */
final class Download {
    private final HttpsClient client;
    private final Optional<String> expectedSha256;

    /**
     * @param expectedSha256 in either case; empty if any will do
     */
    Download(HttpsClient client, Optional<String> expectedSha256) {
        this.client = client;
        this.expectedSha256 = expectedSha256.map(hash -> hash.toLowerCase(Locale.ROOT));
    }

    /**
     * Downloads the archive.
     *
     * @param progress is told how many bytes are there
     * @return its SHA-256 in lower case
     */
    String fetch(Offer offer, Path file, LongConsumer progress) throws UpdateFailure {
        try {
            return receive(offer, file, progress);
        } catch (IOException e) {
            throw Disk.failure(e);
        }
    }

    private String receive(Offer offer, Path file, LongConsumer progress) throws UpdateFailure, IOException {
        MessageDigest digest = sha256();
        long size = offer.manifest().map(Manifest::size).orElse(Manifest.MAX_SIZE);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            client.download(offer.archive(), size, offer.manifest().isPresent(), (buffer, length) -> {
                digest.update(buffer, 0, length);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                progress.accept(out.position());
            });
            out.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Fails, and removes the file, if the hash is not what the manifest and the operator say. */
    void verify(Offer offer, Path file, String sha256) throws UpdateFailure, IOException {
        boolean asPublished =
                offer.manifest().map(Manifest::sha256).map(sha256::equals).orElse(true);
        if (!asPublished || !expectedSha256.map(sha256::equals).orElse(true)) {
            Files.deleteIfExists(file);
            throw new UpdateFailure(
                    Reason.HASH_MISMATCH,
                    "The download has not the SHA-256 that " + (asPublished ? "UPDATE_EXPECTED_SHA256" : "its manifest")
                            + " says");
        }
    }

    /** Whether the operator has said what hash it must have. */
    boolean isExpected() {
        return expectedSha256.isPresent();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
