package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import java.net.URI;

/** Speaks to the agent as a control plane does: every request is signed. */
public final class ControlPlane {
    static final String COMMANDS = "/api/v1/commands";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String agentId;
    private final String token;

    /** The control plane of the application that runs in the tests' own process. */
    ControlPlane(URI server) {
        this(server, StaticTokenProfile.AGENT_ID, StaticTokenProfile.TOKEN);
    }

    /** The control plane of any agent. */
    public ControlPlane(URI server, String agentId, String token) {
        this.server = server;
        this.agentId = agentId;
        this.token = token;
    }

    RawHttp.Answer get(String path) {
        return signed("GET", path).sign().send(server);
    }

    RawHttp.Answer post(String path, String body) {
        return signed("POST", path).body(body).sign().send(server);
    }

    SignedRequest signed(String method, String path) {
        SignedRequest request = new SignedRequest(agentId, token, path);
        request.method = method;
        return request;
    }

    RawHttp.Answer enqueue(String id) {
        RawHttp.Answer answer = enqueue(id, "uname");
        assertThat(answer.status()).isEqualTo(202);
        return answer;
    }

    /** Enqueues a command of one second, and gives whatever is answered. */
    RawHttp.Answer enqueue(String id, String name) {
        return post(
                COMMANDS + "/enqueue",
                "{\"id\":\"%s\",\"name\":\"%s\",\"params\":{\"timeout_secs\":1}}".formatted(id, name));
    }

    RawHttp.Answer poll() {
        return get(COMMANDS + "/wait/default?timeout=0");
    }

    RawHttp.Answer report(String id) {
        return post(COMMANDS + "/report", "{\"command_id\":\"%s\",\"status\":\"success\"}".formatted(id));
    }

    /** Takes and reports all that is queued. */
    void drain() {
        for (RawHttp.Answer answer = poll(); answer.status() == 200; answer = poll()) {
            report(body(answer).get("id").asText());
        }
    }

    static JsonNode body(RawHttp.Answer answer) {
        try {
            return JSON.readTree(answer.text().substring(answer.text().indexOf("\r\n\r\n")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.text(), e);
        }
    }
}
