package dev.statusagent.token;

/** A rotation on request that did not take place: neither the source nor the agent has the new token. */
public final class RotateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why it did not. */
    public enum Reason {
        /** Another writer was faster: the source holds another version than the agent. */
        CONFLICT,
        /** The agent's credential may not write to the source. */
        DENIED,
        /** The source did not answer; whether it has written is unknown, and the next refresh will tell. */
        AWAY,
        /** This source is written by others only. */
        NOT_SUPPORTED
    }

    private final Reason reason;

    /**
     * A rotation that did not take place.
     *
     * @param message for the log; holds no secret
     */
    public RotateException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
