package dev.statusagent.token;

/** A refresh that brought no token. Its message is for the log: it says what failed and holds no secret. */
public class RefreshException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefreshError error;

    public RefreshException(RefreshError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public RefreshError error() {
        return error;
    }
}
