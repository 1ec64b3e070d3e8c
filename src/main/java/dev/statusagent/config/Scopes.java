package dev.statusagent.config;

import java.util.List;

/** The scopes that a control plane can have; {@code AGENT_SCOPES} names some of them, and all is the default. */
public final class Scopes {
    public static final String COMMANDS_EXECUTE = "commands:execute";
    public static final String COMMANDS_ENQUEUE = "commands:enqueue";
    public static final String COMMANDS_WAIT = "commands:wait";
    public static final String COMMANDS_REPORT = "commands:report";
    public static final String AUTH_ROTATE = "auth:rotate";

    /** Every scope there is, in the order of the documentation. */
    public static final List<String> ALL = List.of(
            COMMANDS_EXECUTE,
            COMMANDS_ENQUEUE,
            COMMANDS_WAIT,
            COMMANDS_REPORT,
            AUTH_ROTATE,
            "docker:restart",
            "docker:stop",
            "docker:start",
            "docker:pause",
            "docker:unpause",
            "docker:logs",
            "docker:inspect",
            "update:start",
            "update:deploy",
            "update:rollback");

    private Scopes() {}

    static String[] array() {
        return ALL.toArray(String[]::new);
    }
}
