package dev.statusagent.cli;

/** Ends a client command with a message and an exit code. Expected, hence without a stack trace. */
final class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ClientFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
