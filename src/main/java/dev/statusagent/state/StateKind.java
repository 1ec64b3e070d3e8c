package dev.statusagent.state;

/** Where state is kept. */
public enum StateKind {
    /** In this process and its data directory: the agent is alone. */
    EMBEDDED,
    /** In one Redis server, for all agents of one AGENT_ID and DEPLOYMENT_HASH. */
    REDIS
}
