package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The agent's commands, as its control plane sees them. Each call fails with the agent's own reason where it says no. */
final class CommandsApi {
    private static final String COMMANDS = "/api/v1/commands";
    private static final byte[] NO_BODY = new byte[0];
    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final AgentClient client;

    CommandsApi(AgentClient client) {
        this.client = client;
    }

    /**
     * The newest commands.
     *
     * @param state null for all
     * @param limit null for the agent's own
     */
    AgentAnswer list(String state, Integer limit) {
        String query = (state == null ? "" : "&state=" + state) + (limit == null ? "" : "&limit=" + limit);
        return get(COMMANDS + (query.isEmpty() ? "" : "?" + query.substring(1)));
    }

    AgentAnswer show(String id) {
        return get(
                COMMANDS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** Enqueues it; the answer comes at once. */
    AgentAnswer enqueue(NewCommand command) {
        return post("/enqueue", command, AgentClient.TIME_LIMIT);
    }

    /** Runs it; the answer comes when it has ended, after its time in the line and its run time, each as long as its time limit. */
    AgentAnswer execute(NewCommand command) {
        Duration longest = command.timeoutSecs() == null ? LONGEST_RUN : Duration.ofSeconds(command.timeoutSecs());
        return post("/execute", command, longest.multipliedBy(2).plus(AgentClient.TIME_LIMIT));
    }

    private AgentAnswer get(String target) {
        return client.send("GET", target, NO_BODY, AgentClient.TIME_LIMIT).orFail();
    }

    private AgentAnswer post(String path, NewCommand command, Duration timeLimit) {
        byte[] body = command.json().toString().getBytes(StandardCharsets.UTF_8);
        return client.send("POST", COMMANDS + path, body, timeLimit).orFail();
    }

    /**
     * A command to be.
     *
     * @param timeoutSecs null for the agent's default
     * @param priority null for the agent's default
     */
    record NewCommand(String id, String name, Integer timeoutSecs, String priority) {
        JsonNode json() {
            ObjectNode command = JsonNodeFactory.instance.objectNode();
            command.put("id", id).put("name", name);
            ObjectNode params = command.putObject("params");
            if (timeoutSecs != null) {
                params.put("timeout_secs", timeoutSecs);
            }
            if (priority != null) {
                params.put("priority", priority);
            }
            return command;
        }
    }
}
