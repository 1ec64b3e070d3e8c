package dev.statusagent.host.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Secret;
import dev.statusagent.host.webhook.Endpoint.Reply;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.OutgoingTls;
import dev.statusagent.testing.WebhookReceiver;
import dev.statusagent.testing.WebhookReceiver.Request;
import dev.statusagent.testing.dashboard.Fault;
import dev.statusagent.testing.tls.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire to a webhook, and how long that may take. */
class HttpEndpointTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final byte[] BODY = "{\"type\":\"alert\"}".getBytes(StandardCharsets.UTF_8);

    private final WebhookReceiver receiver = WebhookReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    private static CompletableFuture<Reply> post(String url, Optional<Path> cacert) throws Exception {
        BoundedHttpClient http = new BoundedHttpClient(OutgoingTls.context(cacert, Optional.empty(), Optional.empty()));
        return new HttpEndpoint(http, new Secret(url), LIMIT, InstantSource.system()).post(BODY);
    }

    private Reply post() throws Exception {
        return post(receiver.url("/hook?key=s3cret"), Optional.empty()).get(10, TimeUnit.SECONDS);
    }

    @Test
    void postsJsonToTheWholeAddress() throws Exception {
        assertThat(post()).isEqualTo(new Reply(200, Optional.empty()));
        assertThat(receiver.requests())
                .containsExactly(new Request("POST", "/hook?key=s3cret", "application/json", "{\"type\":\"alert\"}"));
    }

    @Test
    void readsRetryAfter() throws Exception {
        receiver.fault(Fault.retryAfter(429, "17"));
        assertThat(post()).isEqualTo(new Reply(429, Optional.of(Duration.ofSeconds(17))));
    }

    @Test
    void followsNoRedirect() throws Exception {
        receiver.fault(Fault.redirect(receiver.url("/elsewhere")));
        assertThat(post().status()).isEqualTo(307);
        assertThat(receiver.requests()).hasSize(1);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("hangs before its answer", Fault.hang(), "no whole answer comes in time"),
                Arguments.of("hangs within its answer", Fault.hangMidBody(), "no whole answer comes in time"),
                Arguments.of(
                        "cuts its answer",
                        Fault.cutMidBody(),
                        "no connection to it, or none that lasts for a whole answer"),
                Arguments.of(
                        "never ends its answer",
                        Fault.endlessBody(),
                        "no connection to it, or none that lasts for a whole answer"));
    }

    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("faults")
    void failsInTimeAt(String what, Fault fault, String words) {
        receiver.fault(fault);
        assertThatThrownBy(this::post)
                .isInstanceOf(ExecutionException.class)
                .satisfies(failure -> assertThat(WebhookEvents.words(failure)).isEqualTo(words));
    }

    @Test
    void failsWhereNobodyListens() {
        String url = receiver.url("/hook");
        receiver.close();
        assertThatThrownBy(() -> post(url, Optional.empty()).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void trustsNoStrangerOverTls(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        try (WebhookReceiver https = WebhookReceiver.start(certificates.serverTls())) {
            assertThat(post(https.url("/"), Optional.of(certificates.rootCaFile()))
                            .get(10, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(200);
            CompletableFuture<Reply> untrusted = post(https.url("/"), Optional.empty());
            assertThatThrownBy(() -> untrusted.get(10, TimeUnit.SECONDS))
                    .satisfies(
                            failure -> assertThat(WebhookEvents.words(failure)).isEqualTo("TLS with it fails"));
            assertThat(https.requests()).hasSize(1);
        }
    }
}
