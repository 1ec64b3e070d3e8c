package dev.statusagent.cli;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.SilenceLimit;
import dev.statusagent.security.signature.RequestSigner;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Speaks to a running agent: as its control plane, so that every request is signed with the agent token, or as anybody. */
final class AgentClient {
    /** Longer than the agent lets a call wait. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(40);
    /** The agent says something every 15 s where it has nothing to say. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    private static final int MAX_REFUSAL_BYTES = 64 * 1024;
    private static final byte[] NO_BODY = {};

    private final URI base;
    private final BoundedHttpClient http;
    private final Credential credential;

    private AgentClient(URI base, BoundedHttpClient http, Credential credential) {
        this.base = base;
        this.http = http;
        this.credential = credential;
    }

    /** The headers that say who asks. */
    private interface Credential {
        Map<String, String> headers(String method, String rawPath, String rawQuery, byte[] body);
    }

    /** A client with the identity and the token that the agent's own variables name. */
    static AgentClient of(ClientOptions options, SmallRyeConfig config) {
        AgentConfig agent = config.getConfigMapping(AgentConfig.class);
        String id = agent.id()
                .orElseThrow(() -> new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "AGENT_ID is not set"));
        RequestSigner signer = new RequestSigner(id, ClientToken.read(config), InstantSource.system());
        return new AgentClient(base(options, config), http(options), signer::sign);
    }

    /** A client for what the agent tells anybody: it needs neither identity nor token. */
    static AgentClient anonymous(ClientOptions options, SmallRyeConfig config) {
        return new AgentClient(base(options, config), http(options), (method, path, query, body) -> Map.of());
    }

    private static BoundedHttpClient http(ClientOptions options) {
        return new BoundedHttpClient(ClientTls.context(options.cacert));
    }

    private static URI base(ClientOptions options, SmallRyeConfig config) {
        if (options.url != null) {
            return options.url;
        }
        boolean tls = config.getOptionalValue("status.tls.cert", String.class).isPresent();
        String port = config.getOptionalValue("status.panel.port", String.class).orElse("5000");
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
    }

    /** Asks for JSON, within {@link #TIME_LIMIT}. */
    AgentAnswer get(String target) {
        return send("GET", target, NO_BODY, TIME_LIMIT);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param target path and query, as they will stand on the wire
     * @param body empty for none
     * @param timeLimit how long the whole exchange may take
     */
    AgentAnswer send(String method, String target, byte[] body, Duration timeLimit) {
        HttpRequest.Builder request = request(method, target, body);
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> answer = await(http.send(request.build(), timeLimit));
        return new AgentAnswer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /**
     * Opens a stream of events, which ends with an {@link IOException} or as if it were over where nothing comes for a minute.
     * The caller closes it. Fails with the agent's own reason where it says no.
     *
     * @param lastEventId null to begin
     */
    InputStream events(String target, String lastEventId) {
        HttpRequest.Builder request = request("GET", target, NO_BODY).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = await(http.open(request.build(), TIME_LIMIT));
        InputStream body = new SilenceLimit(answer.body(), SILENCE_LIMIT);
        if (answer.statusCode() != 200) {
            new AgentAnswer(answer.statusCode(), refusal(body)).orFail();
        }
        return body;
    }

    private static String refusal(InputStream body) {
        try (body) {
            return new String(body.readNBytes(MAX_REFUSAL_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private HttpRequest.Builder request(String method, String target, byte[] body) {
        URI uri = uri(target);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        credential.headers(method, uri.getRawPath(), uri.getRawQuery(), body).forEach(request::header);
        return request;
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw ClientFailure.passing(ExitCodes.UNREACHABLE, "the agent at " + base + reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure(ExitCodes.FAILED, "interrupted");
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return " did not answer in time";
        }
        if (isDistrusted(failure)) {
            return " has no certificate that is trusted for this name (--url, --cacert)";
        }
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                ? " cannot be reached"
                : " gave no whole answer";
    }

    private static boolean isDistrusted(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    /** The target at the agent, and nowhere else: {@code //host/} is a path here, not another host. */
    private URI uri(String target) {
        try {
            URI root = new URI(base.getScheme(), base.getRawAuthority(), null, null, null);
            URI uri = URI.create(root + (target.startsWith("/") ? target : "/" + target));
            if (root.getRawAuthority().equals(uri.getRawAuthority())) {
                return uri;
            }
        } catch (IllegalArgumentException | URISyntaxException e) {
            throw new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "not a path: " + target);
        }
        throw new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "not a path: " + target);
    }
}
