package dev.statusagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the agent answered to a request that should be answered with JSON. */
record AgentAnswer(int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body. */
    JsonNode json() {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new ClientFailure(ExitCodes.FAILED, "the agent's answer is not understood");
    }

    /** This answer if it is a good one; else the failure that tells why not. */
    AgentAnswer orFail() {
        if (status >= 200 && status < 300) {
            return this;
        }
        throw new ClientFailure(
                status < 400 ? ExitCodes.FAILED : ExitCodes.of(status), "HTTP " + status + " " + reason());
    }

    private String reason() {
        try {
            return Printable.line(JSON.readTree(body).path("detail").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
