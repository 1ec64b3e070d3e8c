package dev.statusagent.command.policy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;

/** Says why a command may not run. */
public final class Refusal {
    private static final int SHOWN = 64;

    private Refusal() {}

    public static StatusException because(String reason) {
        return new StatusException(ProblemType.COMMAND_REFUSED, reason);
    }

    /** A word of the caller's, fit to be given back: visible ASCII, and not much of it. */
    public static String shown(String word) {
        String visible = word.replaceAll("[^\\x20-\\x7e]", "?");
        return visible.length() > SHOWN ? visible.substring(0, SHOWN) + "..." : visible;
    }
}
