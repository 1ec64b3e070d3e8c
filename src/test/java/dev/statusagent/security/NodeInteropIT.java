package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.RequestSigner;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged agent and an independent implementation of RFC 9421, the npm package http-message-signatures. */
class NodeInteropIT {
    private static final String ID = "agent-1";
    private static final String TOKEN = "static-token-0123456789-0123456789";
    private static final String READ = "/api/v1/token?a=b%20c&a=&d";
    private static final String ROTATE = "/api/v1/auth/rotate-token";
    private static final String BODY = "{\"new_token\":\"" + TOKEN + "\"}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path DIRECTORY = Path.of("target/node-interop");

    private static String node;
    private static PackagedAgent agent;

    @BeforeAll
    static void installAndStart() throws IOException {
        node = Requires.program("node").toString();
        String npm = Requires.program("npm").toString();
        Files.createDirectories(DIRECTORY);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, DIRECTORY.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Ended installed =
                Program.run(DIRECTORY, Map.of(), "", List.of(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        assertThat(installed.exitCode())
                .as(String.join("\n", installed.stderr()))
                .isZero();
        agent = PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .start();
    }

    @AfterAll
    static void stop() {
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void acceptsAReadingRequestThatNodeSigned() {
        assertStatus(200, send("GET", READ, null, signedByNode("GET", READ, null)));
    }

    @Test
    void acceptsAChangingRequestThatNodeSigned() {
        Answer answer = send("POST", ROTATE, BODY, signedByNode("POST", ROTATE, BODY));
        assertStatus(200, answer);
        assertThat(answer.body()).contains("\"rotated\":true");
    }

    @Test
    void refusesARequestThatWasChangedAfterNodeSignedIt() {
        assertStatus(401, send("GET", READ + "&e", null, signedByNode("GET", READ, null)));
        assertStatus(401, send("PUT", ROTATE, BODY, signedByNode("POST", ROTATE, BODY)));
        assertStatus(401, send("POST", ROTATE, BODY + " ", signedByNode("POST", ROTATE, BODY)));
    }

    @Test
    void nodeAcceptsTheRequestsThatTheAgentSigns() {
        assertThat(nodeVerifies("GET", READ, "", signedByAgent("GET", READ, "")))
                .isTrue();
        assertThat(nodeVerifies("GET", "/health", "", signedByAgent("GET", "/health", "")))
                .isTrue();
        assertThat(nodeVerifies("POST", ROTATE, BODY, signedByAgent("POST", ROTATE, BODY)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"PUT, " + ROTATE, "POST, " + ROTATE + "/", "POST, " + ROTATE + "?a"})
    void nodeRefusesAnotherMethodPathOrQueryThanTheAgentSigned(String method, String target) {
        assertThat(nodeVerifies(method, target, BODY, signedByAgent("POST", ROTATE, BODY)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Agent-Id, agent-1, agent-2",
        "Content-Digest, sha-256, sha-512",
        "Signature-Input, alg, expires=4102444800;alg",
        "Signature, sig=:, sig=:AAAA"
    })
    void nodeRefusesAnotherHeaderThanTheAgentSigned(String header, String what, String with) {
        Map<String, String> headers = signedByAgent("POST", ROTATE, BODY);
        assertThat(headers.put(header, headers.get(header).replace(what, with))).isNotEqualTo(headers.get(header));
        assertThat(nodeVerifies("POST", ROTATE, BODY, headers)).isFalse();
    }

    @Test
    void nodeRefusesAnotherBodyThanTheAgentSigned() {
        assertThat(nodeVerifies("POST", ROTATE, BODY + " ", signedByAgent("POST", ROTATE, BODY)))
                .isFalse();
    }

    private static void assertStatus(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static Answer send(String method, String target, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        return agent.request(
                method,
                target,
                body,
                all.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new));
    }

    private static Map<String, String> signedByNode(String method, String target, String body) {
        Ended ended = runNode("sign.mjs", method, target, body, Map.of("X-Agent-Id", ID));
        assertThat(ended.exitCode()).as(String.join("\n", ended.stderr())).isZero();
        try {
            return JSON.readValue(String.join("", ended.stdout()), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> signedByAgent(String method, String target, String body) {
        int question = target.indexOf('?');
        return new RequestSigner(ID, new Secret(TOKEN), InstantSource.system())
                .sign(
                        method,
                        question < 0 ? target : target.substring(0, question),
                        question < 0 ? null : target.substring(question + 1),
                        body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean nodeVerifies(String method, String target, String body, Map<String, String> headers) {
        Ended ended = runNode("verify.mjs", method, target, body, headers);
        assertThat(ended.exitCode()).as(String.join("\n", ended.stderr())).isBetween(0, 1);
        assertThat(ended.stderr()).as("an error rather than an answer").isEmpty();
        return ended.exitCode() == 0;
    }

    private static Ended runNode(
            String script, String method, String target, String body, Map<String, String> headers) {
        Map<String, Object> request = new HashMap<>();
        request.put("key", TOKEN);
        request.put("keyid", ID);
        request.put("nonce", UUID.randomUUID().toString());
        request.put("method", method);
        request.put("url", agent.uri().resolve(target).toString());
        request.put("headers", headers);
        request.put("body", body);
        try {
            return Program.run(DIRECTORY, Map.of(), JSON.writeValueAsString(request), List.of(node, script));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
