package dev.statusagent.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.testing.WebhookReceiver;
import dev.statusagent.testing.WebhookReceiver.Request;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** What the packaged agent tells a receiver of OTLP; the variables are OpenTelemetry's own. */
class TracingIT {
    private static final String TOKEN = "traced-token-0123456789-0123456789-0123456789";
    private static final String IN_THE_QUERY = "careless-0123456789-0123456789";

    private static PackagedAgentBuilder agent(String endpoint) {
        return PackagedAgent.builder()
                .env("AGENT_ID", "traced")
                .secret("AGENT_TOKEN", TOKEN)
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_SERVICE_NAME", "web-1")
                .env("OTEL_BSP_SCHEDULE_DELAY", "100");
    }

    private static void call(PackagedAgent agent) {
        assertThat(agent.get(
                                "/api/v1/token?key=" + IN_THE_QUERY,
                                "X-Agent-Id",
                                "traced",
                                "Authorization",
                                "Bearer " + TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sendsASpanOfARequestAndNothingSecretInIt() {
        try (WebhookReceiver receiver = WebhookReceiver.start();
                PackagedAgent agent =
                        agent(receiver.url("")).env("STATUS_TRACING", "true").start()) {
            agent.get("/metrics");
            agent.get("/q/health/ready");
            call(agent);
            agent.waitFor(
                    "a span",
                    () -> assertThat(receiver.requests())
                            .anyMatch(request -> request.body().contains("/api/v1/token")));
            agent.stop();
            assertThat(receiver.requests()).allSatisfy(request -> {
                assertThat(request.target()).isEqualTo("/v1/traces");
                assertThat(request.contentType()).isEqualTo("application/x-protobuf");
                assertThat(request.body())
                        .contains("web-1")
                        .doesNotContain(TOKEN, IN_THE_QUERY, "Bearer", "/metrics", "/health");
            });
            assertThat(receiver.requests()).extracting(Request::body).anyMatch(body -> body.contains("***"));
        }
    }

    @Test
    void connectsToNobodyUnlessItIsSwitchedOn() throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            try (PackagedAgent agent = agent("http://127.0.0.1:" + receiver.getLocalPort())
                    .env("OTEL_SDK_DISABLED", "false")
                    .start()) {
                call(agent);
                agent.stop(); // what waits to be sent is sent now at the latest
            }
            receiver.setSoTimeout(1);
            assertThatThrownBy(receiver::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
