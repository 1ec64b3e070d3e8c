package dev.statusagent.token.vault;

import dev.statusagent.outgoing.BoundedHttpClient;
import io.quarkus.vault.client.common.VaultRequest;
import io.quarkus.vault.client.common.VaultResponse;
import io.quarkus.vault.client.http.VaultHttpClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries the Vault client's requests, each bounded as a whole: 10 s from the first byte out to the last byte in. The path of
 * Vault's address comes before theirs. Thread-safe.
 */
final class VaultTransport extends VaultHttpClient {
    static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);

    private final String base;
    private final BoundedHttpClient http;
    private final Duration exchangeTimeout;

    /**
     * Carries requests to one Vault.
     *
     * @param address its base URL, which may have a path
     */
    VaultTransport(URI address, BoundedHttpClient http, Duration exchangeTimeout) {
        this.base = address.toString().replaceAll("/+$", "");
        this.http = http;
        this.exchangeTimeout = exchangeTimeout;
    }

    @Override
    public <T> CompletionStage<VaultResponse<T>> execute(VaultRequest<T> request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(belowBase(request.getUri()));
        request.getHTTPHeaders().forEach(builder::header);
        BodyPublisher body =
                request.getSerializedBody().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        return send(builder.method(request.getMethod().name(), body).build())
                .thenCompose(
                        response -> buildResponse(request, response.statusCode(), headers(response), response.body()));
    }

    private URI belowBase(URI request) {
        String query = request.getRawQuery();
        return URI.create(base + request.getRawPath() + (query == null ? "" : "?" + query));
    }

    /** Asks for a path below Vault's address, with nothing secret. */
    CompletableFuture<HttpResponse<byte[]>> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    /** Sends the request; the future fails once the time is over, whatever has arrived by then. */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return http.send(request, exchangeTimeout);
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
