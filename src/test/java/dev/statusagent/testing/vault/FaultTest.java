package dev.statusagent.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.testing.tls.SslContexts;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as a client meets it, with and without TLS. */
@Timeout(10)
class FaultTest {

    private enum Scheme {
        HTTP,
        HTTPS
    }

    private static TestCertificates certificates;

    private VaultDouble vault;
    private HttpClient http;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) {
        certificates = TestCertificates.in(directory);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void start(Scheme scheme) {
        var builder = VaultDouble.builder();
        vault = scheme == Scheme.HTTP
                ? builder.start()
                : builder.tls(certificates).start();
        http = HttpClient.newBuilder()
                .sslContext(SslContexts.client(certificates.rootCa()))
                .build();
    }

    private HttpRequest.Builder health() {
        return HttpRequest.newBuilder(URI.create(vault.address() + "/v1/sys/health"));
    }

    /** A request that the client does not repeat by itself. */
    private CompletableFuture<HttpResponse<String>> postAsync() {
        var request = health().POST(BodyPublishers.ofString("{}")).build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return http.send(health().build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void status(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(path -> true, Fault.status(429), 1);
        vault.fault(path -> true, Fault.status(503, "{\"errors\":[\"busy\"]}"), 1);

        assertThat(get())
                .extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(429, "{\"errors\":[]}");
        assertThat(get())
                .extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(503, "{\"errors\":[\"busy\"]}");
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void redirect(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.redirect(307, "http://elsewhere.test/"));

        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).hasValue("http://elsewhere.test/");
    }

    @ParameterizedTest
    @EnumSource
    void notJson(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.notJson());

        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html");
    }

    @ParameterizedTest
    @EnumSource
    void slow(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.slow(Duration.ofMillis(200)));
        long begun = System.nanoTime();

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(190));
    }

    @ParameterizedTest
    @EnumSource
    void slowUntilCleared(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.slow(Duration.ofHours(1)));
        var response = postAsync();
        awaitRequest();

        vault.clearFaults();

        assertThat(response.get().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void hangBeforeHeaders(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.hangBeforeHeaders());
        var request = health().timeout(Duration.ofMillis(200)).build();

        assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource
    void hangBeforeHeadersUntilCleared(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.hangBeforeHeaders());
        var response = postAsync();
        awaitRequest();

        vault.clearFaults();

        assertThatThrownBy(response::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void hangMidBody(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.hangMidBody());
        var response = http.send(health().build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        long announced = response.headers().firstValueAsLong("Content-Length").orElseThrow();

        try (InputStream body = response.body()) {
            assertThat(body.readNBytes((int) (announced / 2))).startsWith('{');
            assertThat(body.available()).isZero();
            vault.stop();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endlessBody(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.endlessBody());
        var response = http.send(health().build(), BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20).startsWith('{', '"');
            vault.clearFaults();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cut(Scheme scheme) {
        start(scheme);
        vault.fault(Fault.cut());

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        assertThat(vault.requests()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cutMidBody(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(Fault.cutMidBody());
        var response = http.send(health().build(), BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void garbage(Scheme scheme) {
        start(scheme);
        vault.fault(Fault.garbage());

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void endsWithTheDouble(Fault hang) throws Exception {
        start(Scheme.HTTPS);
        vault.fault(hang);
        var response = postAsync();
        awaitRequest();

        vault.close();

        assertThatThrownBy(() -> response.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    static Fault[] hangs() {
        return new Fault[] {
            Fault.slow(Duration.ofHours(1)), Fault.hangBeforeHeaders(), Fault.hangMidBody(), Fault.endlessBody()
        };
    }

    @ParameterizedTest
    @EnumSource
    void appliesToChosenPathsOnly(Scheme scheme) throws Exception {
        start(scheme);
        vault.fault(path -> path.equals("/v1/elsewhere"), Fault.status(500), 1);

        assertThat(get().statusCode()).isEqualTo(200);
    }

    private void awaitRequest() {
        while (vault.requests().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
