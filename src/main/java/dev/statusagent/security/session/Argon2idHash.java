package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash, version 1.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
final class Argon2idHash implements PasswordHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Argon2Parameters parameters;
    private final byte[] hash;

    private Argon2idHash(Argon2Parameters parameters, byte[] hash) {
        this.parameters = parameters;
        this.hash = hash;
    }

    static Argon2idHash of(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Argon2Parameters parameters = parameters(MEMORY_KIB, PASSES, LANES, salt);
        return new Argon2idHash(parameters, derive(parameters, password, HASH_BYTES));
    }

    /** Reads {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
    static Argon2idHash parse(Secret encoded) {
        String[] parts = encoded.reveal().split("[$,]", -1);
        Base64.Decoder base64 = Base64.getDecoder();
        return new Argon2idHash(
                parameters(number(parts[3]), number(parts[4]), number(parts[5]), base64.decode(parts[6])),
                base64.decode(parts[7]));
    }

    private static int number(String parameter) {
        return Integer.parseInt(parameter.substring(2));
    }

    private static Argon2Parameters parameters(int memoryKib, int passes, int lanes, byte[] salt) {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
    }

    private static byte[] derive(Argon2Parameters parameters, Secret password, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] derived = new byte[length];
        generator.generateBytes(password.bytes(), derived);
        return derived;
    }

    @Override
    public boolean matches(Secret candidate) {
        return MessageDigest.isEqual(hash, derive(parameters, candidate, hash.length));
    }

    @Override
    public String cost() {
        return "argon2id m=%d t=%d p=%d"
                .formatted(parameters.getMemory(), parameters.getIterations(), parameters.getLanes());
    }

    @Override
    public int memoryKib() {
        return parameters.getMemory();
    }

    @Override
    public Secret encoded() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new Secret("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        parameters.getMemory(),
                        parameters.getIterations(),
                        parameters.getLanes(),
                        base64.encodeToString(parameters.getSalt()),
                        base64.encodeToString(hash)));
    }
}
