package dev.statusagent.security;

/** The roles that guarded endpoints name. */
public final class Roles {
    /** The control plane, by the agent token. */
    public static final String AGENT = "agent";

    /** A person who may look and act, by a session. */
    public static final String OPERATOR = "operator";

    /** A person who may look, by a session. */
    public static final String VIEWER = "viewer";

    private Roles() {}
}
