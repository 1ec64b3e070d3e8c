package dev.statusagent.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The agent's own updates, as its control plane sees them. Each call fails with the agent's own reason where it says no. */
final class UpdateApi {
    private static final String UPDATE = "/api/self/update";
    private static final byte[] NO_BODY = {};

    private final AgentClient client;

    UpdateApi(AgentClient client) {
        this.client = client;
    }

    AgentAnswer latest() {
        return client.get(UPDATE + "/latest").orFail();
    }

    /**
     * Begins to prepare a release.
     *
     * @param version null for the newest
     * @return the job's id
     */
    String start(String version) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (version != null) {
            body.put("version", version);
        }
        return post("/start", body.toString()).json().path("job_id").asText();
    }

    AgentAnswer status(String job) {
        return client.get(UPDATE + "/status/" + URLEncoder.encode(job, StandardCharsets.UTF_8))
                .orFail();
    }

    void deploy(String job) {
        post("/deploy", JsonNodeFactory.instance.objectNode().put("job_id", job).toString());
    }

    /** Returns the release that is started next. */
    String rollback() {
        return client.send("POST", UPDATE + "/rollback", NO_BODY, AgentClient.TIME_LIMIT)
                .orFail()
                .json()
                .path("version")
                .asText();
    }

    /** The running release. */
    String version() {
        return client.get("/api/self/version").orFail().json().path("version").asText();
    }

    private AgentAnswer post(String path, String body) {
        return client.send("POST", UPDATE + path, body.getBytes(StandardCharsets.UTF_8), AgentClient.TIME_LIMIT)
                .orFail();
    }
}
