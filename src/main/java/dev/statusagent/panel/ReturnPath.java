package dev.statusagent.panel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where a login leads back to: a path of this agent and nothing else, so that no link can send a person elsewhere. */
final class ReturnPath {
    static final String HOME = "/";
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,1000}");
    private static final Pattern LOGIN_OR_LOGOUT = Pattern.compile("/(login|logout)\\b.*");

    private ReturnPath() {}

    /** The path if it is an absolute one of this agent, else the home page. */
    static String safe(String path) {
        boolean leadsBack = path != null
                && LOCAL.matcher(path).matches()
                && !LOGIN_OR_LOGOUT.matcher(path).matches();
        return leadsBack ? path : HOME;
    }

    /** The login page that leads back to the path. */
    static String loginFor(String path) {
        String safe = safe(path);
        return safe.equals(HOME) ? "/login" : "/login?next=" + URLEncoder.encode(safe, StandardCharsets.UTF_8);
    }
}
