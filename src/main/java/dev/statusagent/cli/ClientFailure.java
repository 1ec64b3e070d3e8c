package dev.statusagent.cli;

/** Ends a client command with a message and an exit code. Expected, hence without a stack trace. */
final class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean passing;

    ClientFailure(int exitCode, String message) {
        this(exitCode, message, false);
    }

    private ClientFailure(int exitCode, String message, boolean passing) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.passing = passing;
    }

    /** One that may be gone when the same is tried again. */
    static ClientFailure passing(int exitCode, String message) {
        return new ClientFailure(exitCode, message, true);
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether it may be gone when the same is tried again. */
    boolean isPassing() {
        return passing;
    }
}
