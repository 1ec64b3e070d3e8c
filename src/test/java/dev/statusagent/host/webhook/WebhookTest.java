package dev.statusagent.host.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.host.webhook.Endpoint.Reply;
import dev.statusagent.outgoing.BackOff;
import dev.statusagent.testing.FakeDelay;
import dev.statusagent.testing.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final FakeDelay delay = new FakeDelay();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LogLines log = LogLines.of(WebhookEvents.class.getName());
    private final Webhook webhook = webhook(MessageKind.ALERT);

    private Webhook webhook(MessageKind kind) {
        return new Webhook(
                endpoint, kind.mostWaiting(), new BackOff(new Random(7)), delay, new WebhookEvents(kind, metrics));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void send(String... messages) {
        send(webhook, messages);
    }

    private static void send(Webhook webhook, String... messages) {
        for (String message : messages) {
            webhook.send(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    private double count(Outcome outcome) {
        return metrics.get("status.webhook").tag("outcome", outcome.code()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void deliversInOrderAndSaysNothing() {
        send("a", "b", "c");
        assertThat(endpoint.posted).containsExactly("a", "b", "c");
        assertThat(count(Outcome.DELIVERED)).isEqualTo(3);
        assertThat(log.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainWhatMayBeTakenLater(int status) {
        endpoint.plan(status);
        send("a");
        assertThat(endpoint.posted).containsExactly("a");
        delay.advance(Duration.ofSeconds(2));
        assertThat(endpoint.posted).containsExactly("a", "a");
        assertThat(count(Outcome.DELIVERED)).isEqualTo(1);
        assertThat(log.all())
                .containsExactly(
                        "WARN The alert webhook does not work: status " + status, "INFO The alert webhook works again");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 422})
    void triesNothingAgainThatIsRefused(int status) {
        endpoint.plan(status);
        send("a", "b");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).containsExactly("a", "b");
        assertThat(count(Outcome.REFUSED)).isEqualTo(1);
        assertThat(count(Outcome.DELIVERED)).isEqualTo(1);
        assertThat(log.all())
                .first()
                .isEqualTo("WARN The alert webhook does not work: it refuses what it is sent (status " + status + ")");
    }

    @Test
    void waitsLongerAfterEachFailureAndAfterASuccessNoMore() {
        endpoint.planFailures(3);
        send("a");
        delay.advance(AN_HOUR);
        endpoint.planFailures(1);
        send("b");
        assertThat(delay.asked()).satisfiesExactly(isWithin(1, 2), isWithin(2, 4), isWithin(4, 8), isWithin(1, 2));
    }

    private static org.assertj.core.api.ThrowingConsumer<Duration> isWithin(long from, long to) {
        return pause -> assertThat(pause).isBetween(Duration.ofSeconds(from), Duration.ofSeconds(to));
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        endpoint.plan(429, Duration.ofMinutes(5));
        send("a");
        delay.advance(Duration.ofSeconds(299));
        assertThat(endpoint.posted).hasSize(1);
        delay.advance(Duration.ofSeconds(1));
        assertThat(endpoint.posted).hasSize(2);
    }

    @Test
    void neverWaitsLessThanItsOwnPause() {
        endpoint.plan(503, Duration.ZERO);
        send("a");
        assertThat(delay.asked()).satisfiesExactly(isWithin(1, 2));
    }

    @Test
    void keepsTheOrderWhileItTriesAgain() {
        endpoint.planFailures(2);
        send("a", "b", "c");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).containsExactly("a", "a", "a", "b", "c");
    }

    @Test
    void givesAMessageUpAndGoesOnWithTheNext() {
        endpoint.planFailures(Webhook.MOST_TRIES);
        send("a", "b");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).hasSize(Webhook.MOST_TRIES + 1).last().isEqualTo("b");
        assertThat(count(Outcome.GIVEN_UP)).isEqualTo(1);
        assertThat(count(Outcome.DELIVERED)).isEqualTo(1);
    }

    @Test
    void keepsABoundedNumberAndSaysOnceThatItDropsTheOldest() {
        CompletableFuture<Reply> silence = endpoint.planSilence();
        send("stuck");
        List<String> many =
                IntStream.rangeClosed(1, 1000).mapToObj(String::valueOf).toList();
        send(many.toArray(String[]::new));
        assertThat(count(Outcome.DROPPED)).isEqualTo(900);
        silence.complete(new Reply(200, Optional.empty()));
        assertThat(endpoint.posted.subList(1, 101)).isEqualTo(many.subList(900, 1000));
        assertThat(log.all())
                .containsExactly("WARN More messages wait for the alert webhook than are kept; the oldest are dropped");
    }

    @Test
    void dropsTheMessageUnderWayWhereNewerOnesFillItsPlace() {
        CompletableFuture<Reply> silence = endpoint.planSilence();
        send("stuck");
        send(IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toArray(String[]::new));
        silence.complete(new Reply(503, Optional.empty()));
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).hasSize(101).doesNotHaveDuplicates();
        assertThat(count(Outcome.DROPPED)).isEqualTo(1);
    }

    @Test
    void keepsOfSamplesTheNewestOnlyAndSaysNothingOfTheOthers() {
        Webhook samples = webhook(MessageKind.SAMPLE);
        endpoint.planFailures(1);
        send(samples, "1", "2", "3", "4");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).containsExactly("1", "4");
        assertThat(count(Outcome.DROPPED)).isEqualTo(3);
        assertThat(log.all()).noneMatch(line -> line.contains("dropped"));
    }

    @Test
    void triesTheNewestSampleAgainWhileNoNewerOneComes() {
        Webhook samples = webhook(MessageKind.SAMPLE);
        endpoint.planFailures(2);
        send(samples, "1");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).containsExactly("1", "1", "1");
    }

    @Test
    void doesNotAskMoreOftenBecauseMoreComes() {
        endpoint.planFailures(1);
        send("a", "b", "c");
        assertThat(endpoint.posted).containsExactly("a");
        assertThat(delay.asked()).hasSize(1);
    }

    @Test
    void saysTheSameTroubleOnceAndNeverTheAddress() {
        endpoint.planFailures(3);
        endpoint.plan(500, 500);
        send("a");
        delay.advance(AN_HOUR);
        assertThat(log.all())
                .containsExactly(
                        "WARN The alert webhook does not work: no connection to it, or none that lasts for a whole answer",
                        "WARN The alert webhook does not work: status 500",
                        "INFO The alert webhook works again")
                .noneMatch(line -> line.contains("secret.example"));
    }

    @Test
    void sendsNothingMoreOnceItIsStopped() {
        CompletableFuture<Reply> silence = endpoint.planSilence();
        send("a", "b");
        webhook.stop();
        assertThat(silence).isCancelled();
        send("c");
        delay.advance(AN_HOUR);
        assertThat(endpoint.posted).containsExactly("a");
    }

    @Test
    void countsEachOutcomeFromTheStart() {
        Map<String, Double> counts = metrics.get("status.webhook").counters().stream()
                .collect(Collectors.toMap(counter -> counter.getId().getTag("outcome"), counter -> counter.count()));
        assertThat(counts).containsOnlyKeys("delivered", "refused", "given_up", "dropped");
        assertThat(counts.values()).containsOnly(0.0);
    }
}
