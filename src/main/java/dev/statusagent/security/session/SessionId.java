package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret that names a session: 256 random bits, known to one browser only. */
final class SessionId {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionId() {}

    /** A new one, as base64url without padding. */
    static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * What the session is stored under, from which neither the id nor the logins can be told; empty if this is no session id.
     *
     * @param logins what changes with the configured logins, so that a session ends where they do
     */
    static Optional<String> key(String id, Secret logins) {
        return FORM.matcher(id).matches() ? Optional.of(Sha256.hex(id + logins.reveal())) : Optional.empty();
    }
}
