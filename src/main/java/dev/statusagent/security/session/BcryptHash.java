package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A bcrypt hash. The algorithm sees no more than 72 bytes of a password, so that of two longer ones with the same beginning
 * one would open the other's lock: a longer candidate never matches.
 */
record BcryptHash(Secret encoded) implements PasswordHash {
    private static final int MAX_BYTES = 72;
    private static final int COST_ENDS = "$2b$10".length();

    @Override
    public boolean matches(Secret candidate) {
        byte[] bytes = candidate.bytes();
        boolean same =
                OpenBSDBCrypt.checkPassword(encoded.reveal(), Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES)));
        return same && bytes.length <= MAX_BYTES;
    }

    @Override
    public String cost() {
        return "bcrypt " + encoded.reveal().substring(COST_ENDS - 2, COST_ENDS);
    }

    @Override
    public int memoryKib() {
        return 0;
    }
}
