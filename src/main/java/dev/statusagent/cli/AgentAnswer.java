package dev.statusagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** What the agent answered to a request that should be answered with JSON. */
record AgentAnswer(int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Too many requests, and what an agent or a proxy says of a part behind it that is away. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

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
        int exitCode = status < 400 ? ExitCodes.FAILED : ExitCodes.of(status);
        String message = "HTTP " + status + " " + reason();
        throw PASSING.contains(status)
                ? ClientFailure.passing(exitCode, message)
                : new ClientFailure(exitCode, message);
    }

    private String reason() {
        try {
            return Printable.line(JSON.readTree(body).path("detail").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
