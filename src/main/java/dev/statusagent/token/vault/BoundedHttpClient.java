package dev.statusagent.token.vault;

import io.quarkus.vault.client.common.VaultRequest;
import io.quarkus.vault.client.common.VaultResponse;
import io.quarkus.vault.client.http.VaultHttpClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Carries the Vault client's requests, each bounded as a whole: 5 s to connect, 10 s from the first byte out to the last byte
 * in, 1 MiB of body. (The JDK's own request time limit ends with the headers.) Follows no redirect. Thread-safe.
 */
final class BoundedHttpClient extends VaultHttpClient {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpClient http;
    private final Duration exchangeTimeout;

    BoundedHttpClient(SSLContext tls, Duration exchangeTimeout) {
        this.exchangeTimeout = exchangeTimeout;
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(tls)
                .sslParameters(parameters)
                .build();
    }

    @Override
    public <T> CompletionStage<VaultResponse<T>> execute(VaultRequest<T> request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri());
        request.getHTTPHeaders().forEach(builder::header);
        BodyPublisher body =
                request.getSerializedBody().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        return send(builder.method(request.getMethod().name(), body).build())
                .thenCompose(
                        response -> buildResponse(request, response.statusCode(), headers(response), response.body()));
    }

    /** Sends the request; the future fails once the time is over, whatever has arrived by then. */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        return exchange.copy()
                .orTimeout(exchangeTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }

    private static List<Map.Entry<String, String>> headers(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
                .toList();
    }

    @Override
    public void close() {
        // java.net.http.HttpClient can be closed from JDK 21 on only; its threads are daemons
    }
}
