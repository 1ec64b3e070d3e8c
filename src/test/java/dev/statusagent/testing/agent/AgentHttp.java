package dev.statusagent.testing.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Sends requests to the agent and hands every answer to the leak check. */
final class AgentHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final LeakCheck leaks;
    private final HttpClient client;

    /**
     * @param trust whom to trust over HTTPS; null for plain HTTP
     */
    AgentHttp(int port, SSLContext trust, LeakCheck leaks) {
        this.base = URI.create((trust == null ? "http" : "https") + "://localhost:" + port);
        this.leaks = leaks;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        this.client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    URI base() {
        return base;
    }

    /**
     * @param body null for none
     * @param headers names and values in turn
     */
    Answer send(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return searched(method + " " + path, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Answer searched(String request, HttpResponse<String> response) {
        String place = "the answer " + response.statusCode() + " to " + request;
        response.headers().map().forEach((name, values) -> {
            leaks.said(place + ", name of a header", name);
            values.forEach(value -> leaks.said(place + ", header " + name, value));
        });
        leaks.said(place + ", body", response.body());
        return new Answer(
                response.statusCode(),
                response.headers().map().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toLowerCase(Locale.ROOT), java.util.Map.Entry::getValue)),
                response.body());
    }
}
