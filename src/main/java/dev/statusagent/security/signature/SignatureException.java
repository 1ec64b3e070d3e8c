package dev.statusagent.security.signature;

/** A signature that cannot be valid, whatever the key. Expected, hence without a stack trace. */
public final class SignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** The header fields are no structured fields, or not of the form that a signature has. */
        MALFORMED,
        /** A required component is not covered. */
        INCOMPLETE,
        /** A required parameter is missing or of no use. */
        PARAMETERS,
        /** Created outside the window, or before this process. */
        STALE
    }

    private final Reason reason;

    /**
     * A signature that cannot be valid.
     *
     * @param message in words that a stranger may read
     */
    SignatureException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
