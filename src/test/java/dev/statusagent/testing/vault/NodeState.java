package dev.statusagent.testing.vault;

/** The part a node plays in its cluster. A standby answers requests as Vault's do, by forwarding them. */
public enum NodeState {
    ACTIVE,
    STANDBY,
    PERFORMANCE_STANDBY,
    /** Serves no requests but those about its status. */
    DR_SECONDARY
}
