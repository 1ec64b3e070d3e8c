package dev.statusagent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 3.2, on any path, and that nobody fills the log with what is refused. */
@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class HostHeaderTest {
    private static final String NONE = "";

    @TestHTTPResource
    URI server;

    private RawHttp.Answer get(String path, String version, String hostLines) {
        String head = "GET " + path + " HTTP/" + version + "\r\n" + hostLines + "Connection: close\r\n\r\n";
        return RawHttp.send(server, InetAddress.getLoopbackAddress(), head, new byte[0]);
    }

    private static String line(String host) {
        return "Host: " + host + "\r\n";
    }

    private void assertRefused(String path, String version, String hostLines) {
        try (LogLines log = LogLines.of("")) {
            RawHttp.Answer answer = get(path, version, hostLines);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
            assertThat(answer.text())
                    .contains(
                            "urn:status:problem:bad-request",
                            "Host is missing, is there twice, or is no host",
                            "\"instance\":\"" + answer.header("X-Request-Id") + '"');
            assertThat(log.all()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad host", "a:b:c", "[::1", "@", "user@h", "host:99999", "host:-1", "h/x", "h\u00e9"})
    void refusesWhatIsNoHost(String host) {
        assertRefused("/health", "1.1", line(host));
        assertRefused("/health", "1.0", line(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/", "/q/health/live", "/metrics", "/metrics/stream", "/api/v1/token", "/nowhere"})
    void refusesNoneAndTwoOnEachPath(String path) {
        assertRefused(path, "1.1", NONE);
        assertRefused(path, "1.1", line("a") + line("a"));
        assertRefused(path, "1.1", line("a") + line("b"));
        assertRefused(path, "1.0", line("a") + line("b"));
    }

    @ParameterizedTest
    @CsvSource({"1.1,localhost", "1.1,localhost:5000", "1.1,127.0.0.1:5000", "1.1,[::1]:5000", "1.1,''", "1.0,localhost"
    })
    void takesWhatIsAHost(String version, String host) {
        assertThat(get("/health", version, line(host)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/q/health/live"})
    void takesHttp10WithoutOne(String path) {
        assertThat(get(path, "1.0", NONE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"GET,?x,400", "OPTIONS,*,404"})
    void whatNoRouteCanMatchIsAProblemAsWell(String method, String target, int status) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        RawHttp.Answer answer = RawHttp.send(server, InetAddress.getLoopbackAddress(), head, new byte[0]);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.text()).contains("\"instance\":\"" + answer.header("X-Request-Id") + '"');
    }
}
