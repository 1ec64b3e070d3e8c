package dev.statusagent.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The agent's own updates, as its control plane sees them. Each call fails with the agent's own reason where it says no. */
final class UpdateApi {
    static final String VERSION = "/api/self/version";
    static final String DEPLOY = "/api/self/update/deploy";
    private static final String STATUS = "/api/self/update/status/";
    private static final byte[] NO_BODY = {};

    private final AgentClient client;

    UpdateApi(AgentClient client) {
        this.client = client;
    }

    /** Where a job can be asked for. */
    static String statusPath(String job) {
        return STATUS + URLEncoder.encode(job, StandardCharsets.UTF_8);
    }

    /** What tells the agent to deploy the release that a job has prepared. */
    static String deployBody(String job) {
        return JsonNodeFactory.instance.objectNode().put("job_id", job).toString();
    }

    AgentAnswer latest() {
        return client.get("/api/self/update/latest").orFail();
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
        return post("/api/self/update/start", body.toString())
                .json()
                .path("job_id")
                .asText();
    }

    AgentAnswer status(String job) {
        return client.get(statusPath(job)).orFail();
    }

    void deploy(String job) {
        post(DEPLOY, deployBody(job));
    }

    /** Returns the release that is started next. */
    String rollback() {
        return client.send("POST", "/api/self/update/rollback", NO_BODY, AgentClient.TIME_LIMIT)
                .orFail()
                .json()
                .path("version")
                .asText();
    }

    /** The running release, and whether it is on trial. */
    AgentAnswer version() {
        return client.get(VERSION).orFail();
    }

    private AgentAnswer post(String path, String body) {
        return client.send("POST", path, body.getBytes(StandardCharsets.UTF_8), AgentClient.TIME_LIMIT)
                .orFail();
    }
}
