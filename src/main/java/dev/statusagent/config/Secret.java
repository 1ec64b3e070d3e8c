package dev.statusagent.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that is never shown: {@link #toString()} is constant, equality takes constant time for equal lengths, and the
 * type is not serializable. Immutable.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one place that needs it; never for a message. */
    public String reveal() {
        return value;
    }

    /** The UTF-8 bytes of the value, as a new array. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** Constant, so that no part of the value leaks through a hash. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
