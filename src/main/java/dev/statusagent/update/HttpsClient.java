package dev.statusagent.update;

import dev.statusagent.config.Ticker;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.SilenceLimit;
import dev.statusagent.update.UpdateFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Fetches over HTTPS and nothing else, on every hop; bounded in size and time. Blocks; ends early if interrupted. */
final class HttpsClient {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final int OK = 200;
    private static final int MAX_PORT = 65_535;

    private final BoundedHttpClient http;
    private final TimeLimits limits;
    private final Ticker ticker;

    HttpsClient(SSLContext tls, TimeLimits limits, Ticker ticker) {
        this.http = new BoundedHttpClient(tls);
        this.limits = limits;
        this.ticker = ticker;
    }

    /** Takes a part of a download. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] buffer, int length) throws IOException;
    }

    /** A small file as a whole. */
    byte[] get(URI uri, int maxBytes) throws UpdateFailure {
        try (InputStream body = open(uri, maxBytes, false)) {
            long end = ticker.nanos() + limits.answer().toNanos();
            return read(body, maxBytes, end);
        } catch (IOException e) {
            throw cut();
        }
    }

    private byte[] read(InputStream body, int maxBytes, long end) throws IOException, UpdateFailure {
        var whole = new java.io.ByteArrayOutputStream();
        copy(body, maxBytes, end, (buffer, length) -> whole.write(buffer, 0, length));
        return whole.toByteArray();
    }

    /**
     * A large file, part by part.
     *
     * @param bytes how many it has, or may have
     * @param exactly whether it must have as many
     */
    void download(URI uri, long bytes, boolean exactly, Sink sink) throws UpdateFailure, IOException {
        try (InputStream body = open(uri, bytes, exactly)) {
            long end = ticker.nanos() + limits.download().toNanos();
            long received = copy(body, bytes, end, sink);
            if (exactly && received != bytes) {
                throw new UpdateFailure(
                        Reason.INCOMPLETE, "The download has %d bytes of %d".formatted(received, bytes));
            }
        }
    }

    private long copy(InputStream body, long maxBytes, long end, Sink sink) throws IOException, UpdateFailure {
        byte[] buffer = new byte[64 * 1024];
        long received = 0;
        for (int count = readPart(body, buffer, end); count >= 0; count = readPart(body, buffer, end)) {
            received += count;
            if (received > maxBytes) {
                throw tooLarge();
            }
            sink.write(buffer, count);
        }
        return received;
    }

    private int readPart(InputStream body, byte[] buffer, long end) throws UpdateFailure {
        long began = ticker.nanos();
        if (Thread.currentThread().isInterrupted()) {
            throw new UpdateFailure(Reason.INTERRUPTED, "The agent stops");
        }
        if (began - end > 0) {
            throw tooSlow();
        }
        try {
            return body.read(buffer);
        } catch (IOException e) {
            boolean silent = ticker.nanos() - began >= limits.silence().toNanos();
            throw silent ? tooSlow() : cut();
        }
    }

    /** The body of the first answer that leads nowhere else. */
    private InputStream open(URI uri, long maxBytes, boolean exactly) throws UpdateFailure, IOException {
        URI place = uri;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<InputStream> answer = ask(place);
            if (answer.statusCode() == OK) {
                return body(answer, maxBytes, exactly);
            }
            answer.body().close();
            if (!REDIRECTS.contains(answer.statusCode())) {
                throw new UpdateFailure(Reason.STATUS, "The server answered with status " + answer.statusCode());
            }
            place = redirected(place, answer);
        }
        throw new UpdateFailure(Reason.REDIRECT, "The server redirects more than " + MAX_REDIRECTS + " times");
    }

    private InputStream body(HttpResponse<InputStream> answer, long maxBytes, boolean exactly)
            throws UpdateFailure, IOException {
        long said = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (said > maxBytes) {
            answer.body().close();
            throw tooLarge();
        }
        if (exactly && said >= 0 && said < maxBytes) {
            answer.body().close();
            throw new UpdateFailure(Reason.INCOMPLETE, "The server has %d bytes of %d".formatted(said, maxBytes));
        }
        return new SilenceLimit(answer.body(), limits.silence());
    }

    private static URI redirected(URI from, HttpResponse<InputStream> answer) throws UpdateFailure {
        try {
            URI to = from.resolve(answer.headers().firstValue("Location").orElse("missing:"));
            if (isHttps(to)) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new UpdateFailure(Reason.REDIRECT, "The server redirects to something that is not https://");
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() <= MAX_PORT;
    }

    private HttpResponse<InputStream> ask(URI uri) throws UpdateFailure {
        if (!isHttps(uri)) {
            throw new UpdateFailure(Reason.REDIRECT, "Updates come over https:// only");
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.open(HttpRequest.newBuilder(uri).GET().build(), limits.answer());
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UpdateFailure(Reason.INTERRUPTED, "The agent stops");
        }
    }

    private static UpdateFailure failure(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return tooSlow();
        }
        return failure instanceof SSLException
                ? new UpdateFailure(Reason.TLS, "The server's certificate is not trusted, or TLS fails")
                : new UpdateFailure(Reason.UNREACHABLE, "The server cannot be reached");
    }

    private static UpdateFailure cut() {
        return new UpdateFailure(Reason.INCOMPLETE, "The connection ended before the download did");
    }

    private static UpdateFailure tooSlow() {
        return new UpdateFailure(Reason.TOO_SLOW, "The server takes too long");
    }

    private static UpdateFailure tooLarge() {
        return new UpdateFailure(Reason.TOO_LARGE, "The server sends more than it may");
    }
}
