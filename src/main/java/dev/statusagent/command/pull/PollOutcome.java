package dev.statusagent.command.pull;

import java.util.Locale;

/** What became of a poll. */
enum PollOutcome {
    /** A command came. */
    COMMAND(null),
    /** None came, and nothing is wrong. */
    EMPTY(null),
    /** 401 or 403, also after the token was refreshed. */
    REFUSED("it refuses the agent token or AGENT_ID"),
    /** 404. */
    NOT_FOUND("it knows no deployment DEPLOYMENT_HASH, or DASHBOARD_URL leads elsewhere (404)"),
    /** Any other status; redirects are not followed. */
    FAILED("it answers with an error or a redirect"),
    /** 200 with something that is no command. */
    INVALID("its answer is no command"),
    /** No connection, no answer in time, or one that is cut or too long. */
    UNREACHABLE("no whole answer comes from it");

    private final String reason;

    PollOutcome(String reason) {
        this.reason = reason;
    }

    boolean isGood() {
        return reason == null;
    }

    /** Completes a sentence of the log. */
    String reason() {
        return reason;
    }

    /** As a metric's label. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a status other than 200 means. */
    static PollOutcome of(int status) {
        return switch (status) {
            case 204 -> EMPTY;
            case 401, 403 -> REFUSED;
            case 404 -> NOT_FOUND;
            default -> FAILED;
        };
    }
}
