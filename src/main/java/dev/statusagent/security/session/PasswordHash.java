package dev.statusagent.security.session;

import dev.statusagent.config.Secret;

/** A password that can be recognized and not be read. Immutable; a comparison takes a tenth of a second and more. */
public sealed interface PasswordHash permits Argon2idHash, BcryptHash {
    /** Hashes the password with Argon2id, 19 MiB, two passes, one lane (OWASP's and RFC 9106's lower bound for servers). */
    static PasswordHash of(Secret password) {
        return Argon2idHash.of(password);
    }

    /**
     * Reads a hash in the form of the Argon2 reference implementation or of OpenBSD's bcrypt.
     *
     * @param encoded one that the start has accepted
     */
    static PasswordHash parse(Secret encoded) {
        return encoded.reveal().startsWith("$argon2id$") ? Argon2idHash.parse(encoded) : new BcryptHash(encoded);
    }

    /** Whether this is the candidate's hash. Takes the same time either way. */
    boolean matches(Secret candidate);

    /** What a comparison costs: algorithm and parameters. Two hashes of equal cost take equally long. */
    String cost();

    /** The memory that a comparison takes, in KiB. */
    int memoryKib();

    /** The hash in the form that {@link #parse} reads. */
    Secret encoded();
}
