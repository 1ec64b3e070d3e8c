package dev.statusagent.cli;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent's containers, as its control plane sees them. Each call fails with the agent's own reason where it says no. */
final class ContainersApi {
    private static final String CONTAINERS = "/api/v1/containers";
    /** Longer than the agent gives its engine for an action. */
    private static final Duration ACTION = Duration.ofSeconds(90);

    private final AgentClient client;

    ContainersApi(AgentClient client) {
        this.client = client;
    }

    /**
     * Which lines of a log.
     *
     * @param tail a number or {@code all}; null for the agent's own
     * @param since as the agent takes it; null for no such limit
     */
    record LogLines(String tail, String since, boolean follow) {
        private String query() {
            List<String> parameters = new ArrayList<>();
            if (tail != null) {
                parameters.add("tail=" + tail);
            }
            if (since != null) {
                parameters.add("since=" + encoded(since));
            }
            if (follow) {
                parameters.add("follow=true");
            }
            return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        }
    }

    AgentAnswer list() {
        return client.get(CONTAINERS).orFail();
    }

    /** Does it, and returns when it is done. */
    void perform(String action, String name) {
        client.send("POST", path(name) + "/" + action, new byte[0], ACTION).orFail();
    }

    /**
     * The log as events; the caller closes it.
     *
     * @param lastEventId null to begin; else the lines after that event
     */
    InputStream logs(String name, LogLines lines, String lastEventId) {
        return client.events(path(name) + "/logs" + lines.query(), lastEventId);
    }

    private static String path(String name) {
        return CONTAINERS + "/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
