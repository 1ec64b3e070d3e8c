package dev.statusagent.container.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to the API server, by the client's own HTTP with its addresses, certificates and tokens. The client's typed calls
 * wait without an end where a server stops in the middle of an answer, keep its connection when their thread is interrupted, and
 * take the text of a refusal for a log; this one ends, and closes what it has opened. What is read comes no faster than it is taken.
 */
record ApiCall(KubernetesClient client) {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Of an answer that is read as a whole. */
    private static final int MOST_BYTES = 32 << 20;

    /** The server said no, or nothing that can be understood. */
    static final class FailedException extends Exception {
        /** There was no answer. */
        static final int SILENCE = 0;
        /** There was one that makes no sense. */
        static final int NONSENSE = -1;

        private static final long serialVersionUID = 1L;

        private final int status;

        FailedException(int status, Throwable cause) {
            super(cause);
            this.status = status;
        }

        /** The server's, or one of the constants. */
        int status() {
            return status;
        }
    }

    /** What the path holds, read as JSON. */
    <T> T get(String path, Class<T> type) throws FailedException {
        byte[] answer = whole(send(request(path)));
        try {
            return client.getKubernetesSerialization().unmarshal(new ByteArrayInputStream(answer), type);
        } catch (RuntimeException e) {
            throw new FailedException(FailedException.NONSENSE, e);
        }
    }

    /**
     * The body at the path, which the caller closes. It has a connection to itself: closing it closes that, of which a pool would
     * learn too late.
     *
     * @param path with its query, below the server's address
     */
    InputStream open(String path) throws FailedException {
        return send(request(path).header("Connection", "close"));
    }

    /** Changes what the path holds by a merge patch (RFC 7396). */
    void patch(String path, String patch) throws FailedException {
        whole(send(request(path).method("PATCH", "application/merge-patch+json", patch)));
    }

    private HttpRequest.Builder request(String path) {
        URI address = URI.create(URLUtils.join(client.getMasterUrl().toString(), path));
        return client.getHttpClient().newHttpRequestBuilder().uri(address);
    }

    private InputStream send(HttpRequest.Builder request) throws FailedException {
        HttpRequest timed =
                request.timeout(ANSWER.toSeconds(), TimeUnit.SECONDS).build();
        HttpResponse<InputStream> response = wait(client.getHttpClient().sendAsync(timed, InputStream.class));
        if (!response.isSuccessful()) {
            whole(response.body());
            throw new FailedException(response.code(), null);
        }
        return response.body();
    }

    private static <T> T wait(CompletableFuture<T> answer) throws FailedException {
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone(answer, e);
        } catch (TimeoutException e) {
            throw gone(answer, e);
        } catch (ExecutionException e) {
            throw gone(answer, e.getCause());
        }
    }

    /** What comes after all is closed by the client then. */
    private static FailedException gone(CompletableFuture<?> answer, Throwable why) {
        answer.cancel(true);
        return new FailedException(FailedException.SILENCE, why);
    }

    /** Reads to the end, after which the connection is the pool's again and must not be closed. */
    private static byte[] whole(InputStream body) throws FailedException {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                body.close();
                throw new FailedException(FailedException.NONSENSE, null);
            }
            return bytes;
        } catch (IOException e) {
            throw new FailedException(FailedException.SILENCE, e);
        }
    }
}
