package dev.statusagent.cli;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.security.signature.RequestSigner;
import io.smallrye.config.SmallRyeConfig;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Speaks to a running agent as its control plane: every request is signed with the agent token. */
final class AgentClient {
    /** Longer than the agent lets a call wait. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(40);

    private final URI base;
    private final BoundedHttpClient http;
    private final RequestSigner signer;

    private AgentClient(URI base, BoundedHttpClient http, RequestSigner signer) {
        this.base = base;
        this.http = http;
        this.signer = signer;
    }

    /** A client with the identity and the token that the agent's own variables name. */
    static AgentClient of(ClientOptions options, SmallRyeConfig config) {
        AgentConfig agent = config.getConfigMapping(AgentConfig.class);
        String id = agent.id()
                .orElseThrow(() -> new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "AGENT_ID is not set"));
        return new AgentClient(
                base(options, config),
                new BoundedHttpClient(ClientTls.context(options.cacert)),
                new RequestSigner(id, ClientToken.read(config), InstantSource.system()));
    }

    private static URI base(ClientOptions options, SmallRyeConfig config) {
        if (options.url != null) {
            return options.url;
        }
        boolean tls = config.getOptionalValue("status.tls.cert", String.class).isPresent();
        String port = config.getOptionalValue("status.panel.port", String.class).orElse("5000");
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param target path and query, as they will stand on the wire
     * @param body empty for none
     * @param timeLimit how long the whole exchange may take
     */
    AgentAnswer send(String method, String target, byte[] body, Duration timeLimit) {
        URI uri = uri(target);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        signer.sign(method, uri.getRawPath(), uri.getRawQuery(), body).forEach(request::header);
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), timeLimit).get();
            return new AgentAnswer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw new ClientFailure(ExitCodes.UNREACHABLE, "the agent at " + base + reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure(ExitCodes.FAILED, "interrupted");
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return " did not answer in time";
        }
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                ? " cannot be reached"
                : " gave no whole answer";
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
