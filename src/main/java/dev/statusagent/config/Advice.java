package dev.statusagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accepted settings that weaken the agent or will surprise its operator, each said once at the start. */
final class Advice {
    private Advice() {}

    static List<String> on(Map<Setting, String> values) {
        List<String> advice = new ArrayList<>();
        if (!values.containsKey(Setting.AGENT_ID)) {
            advice.add("AGENT_ID is not set: /api/self/* and /api/v1/* answer 401 to everyone");
        }
        String signatures = values.getOrDefault(Setting.STATUS_SIGNATURES, "required");
        if (!signatures.equals("required")) {
            advice.add(
                    "STATUS_SIGNATURES=" + signatures + " accepts calls that are not bound to method, path and body");
        }
        halfLogin(values, "STATUS_PANEL", advice);
        halfLogin(values, "STATUS_PANEL_VIEWER", advice);
        return advice;
    }

    private static void halfLogin(Map<Setting, String> values, String prefix, List<String> advice) {
        boolean user = values.containsKey(Setting.valueOf(prefix + "_USERNAME"));
        boolean password = values.containsKey(Setting.valueOf(prefix + "_PASSWORD"))
                || values.containsKey(Setting.valueOf(prefix + "_PASSWORD_HASH"));
        if (user != password) {
            advice.add(prefix + "_USERNAME without a password, or the reverse: this login counts as not configured");
        }
    }
}
