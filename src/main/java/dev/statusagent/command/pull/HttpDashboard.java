package dev.statusagent.command.pull;

import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.security.OutgoingCredentials;
import dev.statusagent.security.OutgoingCredentials.Proof;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Speaks to the control plane over HTTP. Each request carries the agent token and a signature made with it. Where both are
 * refused the token is refreshed, and the request made once more if that brought another one.
 */
final class HttpDashboard implements Dashboard {
    /** Seconds that a poll waits at the control plane. */
    static final int POLL_SECONDS = 30;

    private static final String COMMANDS = "/api/v1/agent/commands";

    private final BoundedHttpClient http;
    private final OutgoingCredentials credentials;
    private final URI wait;
    private final URI report;
    private final Duration pollLimit;
    private final Duration reportLimit;

    /**
     * @param base {@code DASHBOARD_URL}
     * @param pollLimit how long a poll may take as a whole; more than {@link #POLL_SECONDS}
     * @param reportLimit the same for a report
     */
    HttpDashboard(
            URI base,
            String deploymentHash,
            BoundedHttpClient http,
            OutgoingCredentials credentials,
            Duration pollLimit,
            Duration reportLimit) {
        String commands = base.toString().replaceAll("/+$", "") + COMMANDS;
        this.http = http;
        this.credentials = credentials;
        this.wait = URI.create(commands + "/wait/" + deploymentHash + "?timeout=" + POLL_SECONDS);
        this.report = URI.create(commands + "/report");
        this.pollLimit = pollLimit;
        this.reportLimit = reportLimit;
    }

    @Override
    public CompletableFuture<Answer> poll() {
        return call("GET", wait, new byte[0], pollLimit);
    }

    @Override
    public CompletableFuture<Answer> report(byte[] json) {
        return call("POST", report, json, reportLimit);
    }

    private CompletableFuture<Answer> call(String method, URI uri, byte[] body, Duration limit) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        send(new Call(method, uri, body, limit), true, result);
        return result;
    }

    private void send(Call call, boolean again, CompletableFuture<Answer> result) {
        Optional<Proof> proof =
                credentials.prove(call.method, call.uri.getRawPath(), call.uri.getRawQuery(), call.body);
        if (proof.isEmpty()) {
            result.completeExceptionally(new NoTokenException());
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> exchange = http.send(request(call, proof.get()), call.limit);
        var unused = exchange.whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (again && isRefused(answer.statusCode())) {
                afterRefresh(call, proof.get(), new Answer(answer.statusCode(), answer.body()), result);
            } else {
                result.complete(new Answer(answer.statusCode(), answer.body()));
            }
        });
        var unusedToo = result.whenComplete((answer, failure) -> exchange.cancel(true));
    }

    private void afterRefresh(Call call, Proof refused, Answer answer, CompletableFuture<Answer> result) {
        var unused = credentials.refused(refused).whenComplete((changed, failure) -> {
            if (Boolean.TRUE.equals(changed) && !result.isDone()) {
                send(call, false, result);
            } else {
                result.complete(answer);
            }
        });
    }

    private static HttpRequest request(Call call, Proof proof) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri).header("Accept", "application/json");
        proof.headers().forEach(request::header);
        if (call.body.length == 0) {
            return request.method(call.method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method, BodyPublishers.ofByteArray(call.body))
                .build();
    }

    private static boolean isRefused(int status) {
        return status == 401 || status == 403;
    }

    /** A request that can be made more than once, each time with another proof. */
    private static final class Call {
        final String method;
        final URI uri;
        final byte[] body;
        final Duration limit;

        Call(String method, URI uri, byte[] body, Duration limit) {
            this.method = method;
            this.uri = uri;
            this.body = body;
            this.limit = limit;
        }
    }
}
