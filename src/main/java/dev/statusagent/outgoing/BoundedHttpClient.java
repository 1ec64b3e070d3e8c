package dev.statusagent.outgoing;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Sends requests, each bounded as a whole: 5 s to connect, a time limit from the first byte out to the last byte in, 1 MiB of
 * body. (The JDK's own request time limit ends with the headers.) What is {@linkplain #open opened} alone has a body without
 * bounds. Follows no redirect; TLS 1.2 and 1.3 only. Thread-safe.
 */
public final class BoundedHttpClient {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final HttpClient http;

    public BoundedHttpClient(SSLContext tls) {
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

    /**
     * Sends the request. The future fails once the time is over, whatever has arrived by then; cancelling it ends the exchange.
     */
    public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, Duration timeLimit) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        CompletableFuture<HttpResponse<byte[]>> bounded =
                exchange.copy().orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        var unused = bounded.whenComplete((response, failure) -> exchange.cancel(true));
        return bounded;
    }

    /**
     * Sends the request and is done with the head of the answer, which has the time limit for itself; its body is as long, and
     * takes as long, as it likes. Whoever asked closes the body.
     */
    public CompletableFuture<HttpResponse<InputStream>> open(HttpRequest request, Duration timeLimit) {
        CompletableFuture<HttpResponse<InputStream>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<HttpResponse<InputStream>> bounded =
                exchange.copy().orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        var unused = bounded.whenComplete((response, failure) -> {
            if (failure != null) {
                exchange.cancel(true);
            }
        });
        return bounded;
    }
}
