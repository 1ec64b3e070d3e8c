package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.LenientLimits;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ExecuteTest.Profile.class)
class ExecuteTest {
    private static final String ID = "agent-under-test";
    private static final String TOKEN = "static-token-0123456789";
    private static final String PATH = "/api/v1/commands/execute";

    /** May restart containers, and do nothing else to them. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(LenientLimits.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "status.agent.id",
                    ID,
                    "status.agent.token",
                    TOKEN,
                    "status.agent.scopes",
                    "commands:execute,docker:restart",
                    "status.rate-limit.per-min",
                    "1000000");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Inject
    Places places;

    @Test
    void answersWithTheResult() {
        RawHttp.Answer answer = execute("{\"id\":\"c:1\",\"name\":\"echo 'a  b'\",\"more\":1}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(json(answer))
                .matches("\\{\"command_id\":\"c:1\",\"status\":\"success\",\"result\":\\{\"exit_code\":0,"
                        + "\"duration_secs\":[0-9.]+,\"stdout\":\"a  b\\\\n\",\"stderr\":\"\"},\"error\":null,"
                        + "\"executed_by\":\"agent\",\"completed_at\":\"[0-9TZ.:-]+\",\"truncated\":false}");
    }

    @Test
    void aCommandThatFailsIsAResultToo() {
        RawHttp.Answer answer = execute("{\"id\":\"c1\",\"name\":\"ls not-there\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer)).contains("\"status\":\"failed\"", "\"exit_code\":2", "\"error\":\"exit code 2\"");
    }

    @Test
    void theTimeoutOfTheRequestCounts() {
        RawHttp.Answer answer = execute(sleeping(30, 1));
        assertThat(json(answer)).contains("\"status\":\"timeout\"", "\"exit_code\":null");
    }

    @Test
    void theSameIdIsRunAgain() {
        String body = "{\"id\":\"again\",\"name\":\"date +%N\"}";
        assertThat(json(execute(body))).isNotEqualTo(json(execute(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"date\"} | bad-request | id must",
                "{\"id\":\"a\"} | bad-request | name is missing",
                "{\"id\":1,\"name\":\"date\"} | bad-request | Wrong type or value: id",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":\"1\"}} | bad-request | params.timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":99999999999999999999}} | bad-request | params.timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":0}} | bad-request | params.timeout_secs",
                "null | bad-request | The body is missing",
                "[] | bad-request | The body is not",
                "{ | bad-request |",
                "{\"id\":\"a\",\"name\":\"rm x\"} | command-refused | the program rm is not",
                "{\"id\":\"a\",\"name\":\"echo $HOME\"} | command-refused | quoted or not",
                "{\"id\":\"a\",\"name\":\"ls /etc\"} | command-refused | below /tmp",
                "{\"id\":\"a\",\"name\":\"echo a\\u0000\"} | command-refused | control characters"
            })
    void says400AndWhy(String body, String reason, String detail) {
        RawHttp.Answer answer = execute(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("urn:status:problem:" + reason, detail == null ? "" : detail);
    }

    static Stream<String> forbidden() {
        return ForbiddenCommands.plain().stream()
                .filter(name -> name.length() < 1000 && name.chars().noneMatch(Character::isISOControl))
                .filter(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name));
    }

    @Test
    void refusesAllThatIsForbidden() {
        assertThat(forbidden()).hasSizeGreaterThan(200).allSatisfy(name -> {
            String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
            RawHttp.Answer answer = execute("{\"id\":\"a\",\"name\":\"" + escaped + "\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("urn:status:problem:command-refused");
        });
    }

    @Test
    void needsTheScopeOfTheActionOnAContainer() {
        RawHttp.Answer answer = execute("{\"id\":\"a\",\"name\":\"docker:stop:web\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("urn:status:problem:forbidden");
    }

    @Test
    void saysThatThereIsNoRuntime() {
        RawHttp.Answer answer = execute("{\"id\":\"a\",\"name\":\"docker:restart:web\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("urn:status:problem:runtime-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void mustBeSigned() {
        SignedRequest request = request("{\"id\":\"a\",\"name\":\"date\"}").header("Authorization", "Bearer " + TOKEN);
        assertThat(request.send(server).status()).isEqualTo(401);
    }

    @Test
    void waitsInLineForAsLongAsItsOwnTimeout() {
        CompletableFuture<RawHttp.Answer> running = CompletableFuture.supplyAsync(() -> execute(sleeping(3, 60)));
        await().until(() -> !free());
        RawHttp.Answer late = execute(sleeping(0, 1));
        assertThat(late.status()).as(late.text()).isEqualTo(503);
        assertThat(late.text()).contains("urn:status:problem:commands-busy");
        assertThat(late.header("Retry-After")).isEqualTo("10");
        RawHttp.Answer patient = execute(sleeping(0, 30));
        assertThat(patient.status()).isEqualTo(200);
        assertThat(running.join().status()).isEqualTo(200);
    }

    @Test
    void aClientThatGoesAwayLeavesTheLine() throws IOException {
        CompletableFuture<RawHttp.Answer> running = CompletableFuture.supplyAsync(() -> execute(sleeping(3, 60)));
        await().until(() -> !free());
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            client.getOutputStream().write(bytes(request(sleeping(0, 60)).sign()));
            await().until(() -> places.waiting() == 1);
        }
        await().until(() -> places.waiting() == 0);
        assertThat(running).isNotDone();
        assertThat(running.join().status()).isEqualTo(200);
    }

    private boolean free() {
        boolean free = places.tryAcquire();
        if (free) {
            places.release();
        }
        return free;
    }

    private static byte[] bytes(SignedRequest request) {
        StringBuilder text = new StringBuilder("POST " + request.target + " HTTP/1.1\r\nHost: localhost\r\n");
        request.headers.forEach(header -> text.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        text.append("Content-Type: application/json\r\nContent-Length: ")
                .append(request.body.length)
                .append("\r\n\r\n")
                .append(new String(request.body, StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sleeping(int seconds, int timeout) {
        return "{\"id\":\"s\",\"name\":\"sleep " + seconds + "\",\"params\":{\"timeout_secs\":" + timeout + "}}";
    }

    private static SignedRequest request(String body) {
        return new SignedRequest(ID, TOKEN, PATH).body(body);
    }

    private RawHttp.Answer execute(String body) {
        return request(body).sign().send(server);
    }

    private static String json(RawHttp.Answer answer) {
        return answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4);
    }
}
