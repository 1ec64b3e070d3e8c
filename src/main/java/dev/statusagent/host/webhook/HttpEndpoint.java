package dev.statusagent.host.webhook;

import dev.statusagent.config.Secret;
import dev.statusagent.outgoing.BoundedHttpClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Posts to a URL, each message in a request of its own, bounded in time. What the answer's body says is not looked at. */
final class HttpEndpoint implements Endpoint {
    private final BoundedHttpClient http;
    private final Secret url;
    private final Duration timeLimit;
    private final InstantSource clock;

    /**
     * An endpoint at that address.
     *
     * @param timeLimit for a request and its answer together
     */
    HttpEndpoint(BoundedHttpClient http, Secret url, Duration timeLimit, InstantSource clock) {
        this.http = http;
        this.url = url;
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Reply> post(byte[] json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.reveal()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "status-agent")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.send(request, timeLimit);
        CompletableFuture<Reply> reply = exchange.thenApply(this::reply);
        var unused = reply.whenComplete((done, failure) -> exchange.cancel(true));
        return reply;
    }

    private Reply reply(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                response.headers()
                        .firstValue("Retry-After")
                        .flatMap(value -> RetryAfter.parse(value, clock.instant())));
    }
}
