package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import java.util.Optional;

/** A login; one without a name, or with neither password nor hash, counts as not configured. */
public interface PanelLogin {
    /** {@code …_USERNAME}: compared verbatim. */
    Optional<String> username();

    /** {@code …_PASSWORD}: in clear, hashed once at the start. */
    Optional<Secret> password();

    /** {@code …_PASSWORD_HASH}: an Argon2id or bcrypt string in place of the password. */
    Optional<Secret> passwordHash();
}
