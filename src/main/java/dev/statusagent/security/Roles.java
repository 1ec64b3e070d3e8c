package dev.statusagent.security;

/** The roles that guarded endpoints name. */
public final class Roles {
    /** The control plane, by the agent token. */
    public static final String AGENT = "agent";

    private Roles() {}
}
