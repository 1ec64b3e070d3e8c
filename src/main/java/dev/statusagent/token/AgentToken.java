package dev.statusagent.token;

import dev.statusagent.config.Secret;
import java.util.regex.Pattern;

/**
 * The secret that the control plane and the agent share.
 *
 * @param value the secret
 * @param version the version in KV v2, from 1; null where the source has none
 */
public record AgentToken(Secret value, Integer version) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{8,4096}");
    private static final int SHORT_CHARACTERS = 32;

    /**
     * Makes a token of what a source delivered; line ends around it are trimmed.
     *
     * @throws RefreshException {@code secret_invalid} unless it is 8 to 4096 visible ASCII characters
     */
    public static AgentToken of(String raw, Integer version) throws RefreshException {
        String value = raw.replaceAll("^[\\r\\n]+|[\\r\\n]+$", "");
        if (!FORM.matcher(value).matches()) {
            throw new RefreshException(
                    RefreshError.SECRET_INVALID, "the token is not 8 to 4096 visible ASCII characters");
        }
        return new AgentToken(new Secret(value), version);
    }

    /** Whether the secret is the same; a new version of the same secret is no rotation. */
    boolean sameSecret(AgentToken other) {
        return other != null && value.equals(other.value);
    }

    boolean isShort() {
        return value.reveal().length() < SHORT_CHARACTERS;
    }
}
