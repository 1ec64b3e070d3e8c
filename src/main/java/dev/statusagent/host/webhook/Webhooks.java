package dev.statusagent.host.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.host.HostConfig;
import dev.statusagent.host.HostSample;
import dev.statusagent.host.SampleListener;
import dev.statusagent.host.alert.Alert;
import dev.statusagent.host.alert.AlertConfig;
import dev.statusagent.host.alert.AlertListener;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.OutgoingTls;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Sends each alert to {@code ALERT_WEBHOOK_URL} and each sample to {@code METRICS_WEBHOOK}, where these are set. */
@ApplicationScoped
class Webhooks implements AlertListener, SampleListener {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final String agentId;
    private final ObjectMapper json;
    private final ScheduledExecutorService executor;
    private final Optional<Webhook> alerts;
    private final Optional<Webhook> samples;

    Webhooks(
            AlertConfig alertConfig,
            HostConfig hostConfig,
            AgentConfig identity,
            ObjectMapper json,
            InstantSource clock,
            MeterRegistry metrics,
            ScheduledExecutorService executor)
            throws IOException, GeneralSecurityException {
        this.agentId = identity.id().orElse(null);
        this.json = json;
        this.executor = executor;
        if (alertConfig.webhookUrl().isEmpty() && hostConfig.webhook().isEmpty()) {
            this.alerts = Optional.empty();
            this.samples = Optional.empty();
            return;
        }
        BoundedHttpClient http =
                new BoundedHttpClient(OutgoingTls.context(Optional.empty(), Optional.empty(), Optional.empty()));
        this.alerts = alertConfig.webhookUrl().map(url -> webhook(MessageKind.ALERT, http, url, clock, metrics));
        this.samples = hostConfig.webhook().map(url -> webhook(MessageKind.SAMPLE, http, url, clock, metrics));
    }

    private Webhook webhook(
            MessageKind kind, BoundedHttpClient http, Secret url, InstantSource clock, MeterRegistry metrics) {
        return new Webhook(
                new HttpEndpoint(http, url, TIME_LIMIT, clock),
                kind.mostWaiting(),
                new BackOff(RandomGenerator.getDefault()),
                this::later,
                new WebhookEvents(kind, metrics));
    }

    private void later(Duration after, Runnable task) {
        try {
            var unused = executor.schedule(task, after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the agent ends, and with it all that would be done later
        }
    }

    @Override
    public void changed(Alert alert) {
        alerts.ifPresent(webhook -> webhook.send(bytes(AlertMessage.of(alert, agentId))));
    }

    @Override
    public void sampled(HostSample sample) {
        samples.ifPresent(webhook -> webhook.send(bytes(new SampleMessage(agentId, "sample", sample))));
    }

    private byte[] bytes(Object message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values only
        }
    }

    void stop(@Observes ShutdownEvent event) {
        alerts.ifPresent(Webhook::stop);
        samples.ifPresent(Webhook::stop);
    }
}
