package dev.statusagent.security.session;

import dev.statusagent.config.Scopes;
import dev.statusagent.security.Roles;
import java.util.List;

/** What people with a session may do where callers need a scope. They never have one of the commands or of the token. */
public final class SessionScopes {
    private static final List<String> LOOK = List.of(Scopes.DOCKER_INSPECT, Scopes.DOCKER_LOGS);
    private static final List<String> ACT = List.of(
            Scopes.DOCKER_INSPECT,
            Scopes.DOCKER_LOGS,
            Scopes.DOCKER_START,
            Scopes.DOCKER_STOP,
            Scopes.DOCKER_RESTART,
            Scopes.DOCKER_PAUSE,
            Scopes.DOCKER_UNPAUSE);

    private SessionScopes() {}

    /** The scopes of the role; none for one that is no person's. */
    public static List<String> of(String role) {
        return switch (role) {
            case Roles.OPERATOR -> ACT;
            case Roles.VIEWER -> LOOK;
            default -> List.of();
        };
    }
}
