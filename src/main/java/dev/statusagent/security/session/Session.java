package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import java.time.Instant;

/**
 * A login that lasts.
 *
 * @param account whose it is
 * @param csrfToken what its forms must carry
 * @param createdAt when its login was
 * @param expiresAt when it ends however much it is used
 */
public record Session(Account account, Secret csrfToken, Instant createdAt, Instant expiresAt) {}
