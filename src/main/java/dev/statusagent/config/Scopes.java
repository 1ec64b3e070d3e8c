package dev.statusagent.config;

import java.util.List;

/** The scopes that a control plane can have; {@code AGENT_SCOPES} names some of them, and all is the default. */
public final class Scopes {
    public static final String COMMANDS_EXECUTE = "commands:execute";
    public static final String COMMANDS_ENQUEUE = "commands:enqueue";
    public static final String COMMANDS_WAIT = "commands:wait";
    public static final String COMMANDS_REPORT = "commands:report";
    public static final String AUTH_ROTATE = "auth:rotate";
    public static final String DOCKER_RESTART = "docker:restart";
    public static final String DOCKER_STOP = "docker:stop";
    public static final String DOCKER_START = "docker:start";
    public static final String DOCKER_PAUSE = "docker:pause";
    public static final String DOCKER_UNPAUSE = "docker:unpause";
    public static final String DOCKER_LOGS = "docker:logs";
    public static final String DOCKER_INSPECT = "docker:inspect";

    public static final String UPDATE_START = "update:start";
    public static final String UPDATE_DEPLOY = "update:deploy";
    public static final String UPDATE_ROLLBACK = "update:rollback";

    /** Every scope there is, in the order of the documentation. */
    public static final List<String> ALL = List.of(
            COMMANDS_EXECUTE,
            COMMANDS_ENQUEUE,
            COMMANDS_WAIT,
            COMMANDS_REPORT,
            AUTH_ROTATE,
            DOCKER_RESTART,
            DOCKER_STOP,
            DOCKER_START,
            DOCKER_PAUSE,
            DOCKER_UNPAUSE,
            DOCKER_LOGS,
            DOCKER_INSPECT,
            UPDATE_START,
            UPDATE_DEPLOY,
            UPDATE_ROLLBACK);

    private Scopes() {}

    static String[] array() {
        return ALL.toArray(String[]::new);
    }
}
