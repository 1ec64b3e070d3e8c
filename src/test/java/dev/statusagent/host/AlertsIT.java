package dev.statusagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.WebhookReceiver;
import dev.statusagent.testing.WebhookReceiver.Request;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.dashboard.Fault;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged agent sends alerts and samples to addresses that are secrets; when it is closed its output is searched for them. */
class AlertsIT {
    private static final String TOKEN = "static-token-0123456789-0123456789";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final WebhookReceiver alerts = WebhookReceiver.start();
    private final WebhookReceiver samples = WebhookReceiver.start();

    @AfterEach
    void close() {
        alerts.close();
        samples.close();
    }

    /** Its disk counts as full from the first second on, and nothing else does. */
    private PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "agent")
                .secret("AGENT_TOKEN", TOKEN)
                .env("METRICS_INTERVAL_SECS", "1")
                .env("STATUS_ALERT_CPU_PCT", "100")
                .env("STATUS_ALERT_MEMORY_PCT", "100")
                .env("STATUS_ALERT_DISK_PCT", "1")
                .env("STATUS_ALERT_HYSTERESIS_PCT", "0")
                .env("STATUS_ALERT_AFTER", "2s")
                .file("alert-url", alerts.url("/hook?key=7qz-alert-key") + "\n")
                .env("ALERT_WEBHOOK_URL_FILE", "alert-url")
                .registerSecret("key of ALERT_WEBHOOK_URL", "7qz-alert-key")
                .env("METRICS_WEBHOOK", samples.url("/samples?key=7qz-sample-key"))
                .registerSecret("key of METRICS_WEBHOOK", "7qz-sample-key");
    }

    @Test
    void tellsOfAFullDiskThoughTheWebhookIsInTroubleAtFirst() {
        alerts.fault(Fault.status(503), Fault.retryAfter(429, "1"), Fault.cutMidBody());
        try (PackagedAgent agent = agent().start()) {
            agent.waitFor("the fourth try", () -> assertThat(sent()).hasSize(4));
            assertThat(sent()).allMatch(body -> body.contains("\"alert\":\"disk\",\"state\":\"fired\""));
            assertThat(sent().stream().map(AlertsIT::id).distinct()).hasSize(1);
            agent.waitForOutput("The alert webhook works again");
            assertThat(agent.get("/api/v1/notifications", "X-Agent-Id", "agent", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("\"id\":\"" + id(sent().get(0)) + "\"", "\"alert\":\"disk\"");
            assertThat(agent.get("/metrics", "Accept", "text/plain").body())
                    .contains("status_alert_firing{alert=\"disk\",} 1.0");
            agent.waitFor("two samples", () -> assertThat(samples.requests()).hasSizeGreaterThan(1));
            assertThat(samples.requests().get(0).body()).contains("\"agent_id\":\"agent\"", "\"disk_used_pct\":");
        }
    }

    private List<String> sent() {
        return alerts.requests().stream().map(Request::body).toList();
    }

    private static String id(String body) {
        Matcher id = ID.matcher(body);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    @Test
    void samplesAndStopsThoughBothWebhooksHang() {
        Fault[] many = Stream.generate(Fault::hang).limit(50).toArray(Fault[]::new);
        alerts.fault(many);
        samples.fault(many);
        try (PackagedAgent agent = agent().start()) {
            agent.waitFor(
                    "an alert under way", () -> assertThat(alerts.requests()).isNotEmpty());
            String first = agent.get("/metrics").body();
            agent.waitFor(
                    "a newer sample",
                    () -> assertThat(agent.get("/metrics").body()).isNotEqualTo(first));
            assertThat(samples.requests()).hasSizeLessThan(3);
            assertThat(agent.stop()).isEqualTo(143);
        }
    }
}
