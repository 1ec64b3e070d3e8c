package dev.statusagent.testing.dashboard;

import dev.statusagent.testing.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a request's credentials without a line of the agent's own code.
 *
 * @param target path and query as they stood on the wire
 * @param headers by name in lower case
 */
record SignedCall(String method, String target, Map<String, String> headers, String body) {
    private static final Pattern INPUT =
            Pattern.compile("([a-z0-9]+)=(\\((\"[^)]*)\\);created=(\\d+);nonce=\"([^\"]{16,128})\""
                    + ";keyid=\"([^\"]*)\";alg=\"hmac-sha256\")");
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** What is wrong with it; null if nothing is. */
    String fault(String agentId, String token) {
        if (!("Bearer " + token).equals(headers.get("authorization"))) {
            return "bearer";
        }
        if (!agentId.equals(headers.get("x-agent-id"))) {
            return "agent id";
        }
        Matcher input = INPUT.matcher(headers.getOrDefault("signature-input", ""));
        if (!input.matches() || !agentId.equals(input.group(6))) {
            return "signature input";
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(input.group(4))), Instant.now());
        if (age.abs().compareTo(SKEW) > 0) {
            return "created";
        }
        String covered =
                "\"@method\" \"@path\" \"@query\" \"x-agent-id\"" + (body.isEmpty() ? "" : " \"content-digest\"");
        if (!input.group(3).equals(covered) || !hasDigest()) {
            return "covered components";
        }
        byte[] mac = SignedRequest.hmac(token, base(input.group(2)).getBytes(StandardCharsets.UTF_8));
        String signature = input.group(1) + "=:" + Base64.getEncoder().encodeToString(mac) + ":";
        return signature.equals(headers.get("signature")) ? null : "signature";
    }

    String nonce() {
        Matcher input = INPUT.matcher(headers.getOrDefault("signature-input", ""));
        return input.matches() ? input.group(5) : "";
    }

    private boolean hasDigest() {
        return body.isEmpty()
                || SignedRequest.digest(body.getBytes(StandardCharsets.UTF_8)).equals(headers.get("content-digest"));
    }

    private String base(String parameters) {
        int question = target.indexOf('?');
        return "\"@method\": " + method
                + "\n\"@path\": " + (question < 0 ? target : target.substring(0, question))
                + "\n\"@query\": " + (question < 0 ? "?" : target.substring(question))
                + "\n\"x-agent-id\": " + headers.get("x-agent-id")
                + (body.isEmpty() ? "" : "\n\"content-digest\": " + headers.get("content-digest"))
                + "\n\"@signature-params\": " + parameters;
    }
}
