package dev.statusagent.host;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.common.mapper.TypeRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MetricsTest.Profile.class)
class MetricsTest {
    /** Samples each second. */
    public static class Profile extends StaticTokenProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("status.metrics.interval-secs", "1");
            return settings;
        }
    }

    @TestHTTPResource("/metrics/stream")
    URI stream;

    @BeforeEach
    void sampled() {
        await().untilAsserted(() -> given().get("/metrics").then().statusCode(200));
    }

    @Test
    void answersWithTheHostSampleByDefault() {
        Map<String, Object> sample = given().get("/metrics")
                .then()
                .contentType("application/json")
                .body("memory_total_bytes", greaterThan(0L))
                .extract()
                .as(new TypeRef<>() {});
        assertThat(sample)
                .containsOnlyKeys(
                        "timestamp_ms",
                        "cpu_usage_pct",
                        "memory_total_bytes",
                        "memory_used_bytes",
                        "memory_used_pct",
                        "disk_total_bytes",
                        "disk_used_bytes",
                        "disk_used_pct",
                        "load_1m",
                        "network_rx_bytes",
                        "network_tx_bytes");
        assertThat(((Number) sample.get("memory_used_pct")).doubleValue()).isBetween(0.1, 100.0);
        assertThat(((Number) sample.get("cpu_usage_pct")).doubleValue()).isBetween(0.0, 100.0);
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/json | application/json",
                "text/plain | text/plain; version=0.0.4; charset=utf-8",
                "text/plain;version=0.0.4 | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
                        + " | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "text/html,application/xhtml+xml,*/*;q=0.8 | application/json"
            })
    void choosesItsFaceByAccept(String accept, String contentType) {
        given().header("Accept", accept)
                .get("/metrics")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(contentType));
    }

    @Test
    void answers406ToWhatItCannotProduce() {
        given().header("Accept", "image/png").get("/metrics").then().statusCode(406);
    }

    @Test
    void exportsTheDocumentedNames() {
        given().header("Accept", "text/plain")
                .get("/metrics")
                .then()
                .body(allOf(List.of(
                        containsString("status_token_max_age_seconds 600.0"),
                        containsString("status_token_rotations_total 0.0"),
                        containsString("status_token_last_refresh_timestamp_seconds 0.0"),
                        containsString("status_token_last_rotation_timestamp_seconds 0.0"),
                        containsString("status_token_refresh_total{outcome=\"success\",} 0.0"),
                        containsString("status_token_refresh_total{outcome=\"failure\",} 0.0"),
                        containsString("status_token_refresh_seconds_bucket{le=\"1.0\",} 0.0"),
                        containsString("status_auth_failures_total{reason=\"bearer-needs-tls\",} 0.0"),
                        containsString("status_commands_total{outcome=\"killed\",} 0.0"),
                        containsString("status_host_memory_total_bytes"),
                        containsString("jvm_memory_used_bytes"))));
    }

    @Test
    void countsRefusalsByReason() {
        given().get("/api/v1/token").then().statusCode(401);
        given().header("Accept", "text/plain")
                .get("/metrics")
                .then()
                .body(containsString("status_auth_failures_total{reason=\"agent-id-mismatch\",}"));
    }

    @Test
    void streamsASampleAtOnceAndThenEachOne() {
        Collector collector = new Collector();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(webSocket(), collector)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        await().until(() -> collector.messages.size() >= 3);
        assertThat(collector.messages).allMatch(message -> message.startsWith("{\"timestamp_ms\":"));
        assertThat(collector.messages).doesNotHaveDuplicates();
        socket.abort();
    }

    @Test
    void streamsToAPageOfItsOwnOrigin() {
        open("Origin", "http://" + stream.getAuthority()).abort();
    }

    @Test
    void streamsToItsOwnPageBehindAProxyThatSpeaksHttps() {
        open("Origin", "https://" + stream.getAuthority()).abort();
    }

    @Test
    void refusesToStreamToAPageThatTheBrowserCallsForeign() {
        assertThatThrownBy(() -> open("Sec-Fetch-Site", "cross-site")).cause().satisfies(MetricsTest::isRefused);
    }

    private static void isRefused(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "null", "http://127.0.0.1.evil.example"})
    void refusesToStreamToAForeignOrigin(String origin) {
        assertThatThrownBy(() -> open("Origin", origin)).cause().satisfies(MetricsTest::isRefused);
    }

    @Test
    void tellsTheLastHourToTheAgent() {
        given().header("X-Agent-Id", StaticTokenProfile.AGENT_ID)
                .auth()
                .oauth2(StaticTokenProfile.TOKEN)
                .get("/api/v1/metrics/history")
                .then()
                .statusCode(200)
                .body("samples[0].memory_total_bytes", greaterThan(0L))
                .body("samples.timestamp_ms.size()", greaterThan(0));
    }

    @Test
    void tellsNobodyElseTheLastHour() {
        given().header("X-Agent-Id", StaticTokenProfile.AGENT_ID)
                .get("/api/v1/metrics/history")
                .then()
                .statusCode(401);
    }

    @Test
    void saysWhatItCanDo() {
        given().get("/capabilities").then().statusCode(200).body("runtime", equalTo("none"));
    }

    private WebSocket open(String header, String value) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header(header, value)
                .buildAsync(webSocket(), new Collector())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private URI webSocket() {
        return URI.create("ws://" + stream.getAuthority() + stream.getPath());
    }

    private static final class Collector implements WebSocket.Listener {
        final List<String> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
