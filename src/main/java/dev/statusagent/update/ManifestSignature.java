package dev.statusagent.update;

import dev.statusagent.config.Ed25519PublicKey;
import dev.statusagent.update.UpdateFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Pattern;

/** The signature over a manifest's bytes: Ed25519 in base64, as RFC 8032 and RFC 4648 have them; lines may be broken. */
final class ManifestSignature {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ManifestSignature() {}

    /**
     * Returns if the key's owner has signed these bytes.
     *
     * @param publicKey as {@code UPDATE_PUBLIC_KEY} has it
     * @param base64 the file beside the manifest
     */
    static void verify(String publicKey, byte[] manifest, byte[] base64) throws UpdateFailure {
        if (!isSigned(publicKey, manifest, base64)) {
            throw new UpdateFailure(Reason.SIGNATURE_INVALID, "The manifest is not signed by UPDATE_PUBLIC_KEY");
        }
    }

    private static boolean isSigned(String publicKey, byte[] manifest, byte[] base64) {
        try {
            PublicKey key = Ed25519PublicKey.parse(publicKey);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(manifest);
            String text = BLANKS.matcher(new String(base64, StandardCharsets.US_ASCII))
                    .replaceAll("");
            return signature.verify(Base64.getDecoder().decode(text));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
