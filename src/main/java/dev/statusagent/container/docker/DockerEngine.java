package dev.statusagent.container.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Speaks HTTP with the engine, in the newest version of its API that both know. Each request has a connection of its own, so
 * that an engine that was restarted is never asked over an old one. Blocks; interrupting the thread ends a request over a unix
 * socket, the time limits end one over TCP. Thread-safe.
 */
final class DockerEngine {
    /** What this adapter was written for; an older engine says which version it has. */
    private static final Version NEWEST = new Version(1, 44);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ACTION = Duration.ofSeconds(60);
    /** A log over TCP that is silent for so long ends; over a unix socket a lost engine is noticed without that. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final long MAX_ANSWER_BYTES = 16L << 20;
    private static final int MOST_CONNECTIONS = 64;

    private final DockerHttpClient questions;
    private final DockerHttpClient actions;
    private final DockerHttpClient streams;
    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_ANSWER_BYTES)
                    .build())
            .build());
    private volatile Version version;

    /**
     * @param address {@code unix://} or {@code tcp://}
     * @param tls null for none
     */
    DockerEngine(URI address, SSLContext tls) {
        this.questions = client(address, tls, ANSWER);
        this.actions = client(address, tls, ACTION);
        this.streams = client(address, tls, SILENCE);
    }

    private static DockerHttpClient client(URI address, SSLContext tls, Duration limit) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(address)
                .sslConfig(tls == null ? null : () -> tls)
                .connectionTimeout(CONNECT)
                .responseTimeout(limit)
                .maxConnections(MOST_CONNECTIONS)
                .build();
    }

    private record Version(int major, int minor) {
        static Version of(String text) throws IOException {
            if (text == null || !text.matches("\\d{1,4}\\.\\d{1,4}")) {
                throw new IOException("what answers is no Docker engine");
            }
            int dot = text.indexOf('.');
            return new Version(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        }

        Version olderOf(Version other) {
            return major < other.major || (major == other.major && minor < other.minor) ? this : other;
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** The engine said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * The JSON at the path.
     *
     * @throws RefusedException if the engine says no
     * @throws IOException if it does not answer, or not with JSON
     */
    JsonNode get(String path) throws IOException {
        try (Response response = open(questions, "GET", path)) {
            return json.readTree(response.getBody());
        }
    }

    /** Does what the path says; exceptions as in {@link #get}. */
    void post(String path) throws IOException {
        open(actions, "POST", path).close();
    }

    /** The body at the path, which the caller closes by closing the response; exceptions as in {@link #get}. */
    Response stream(String path) throws IOException {
        return open(streams, "GET", path);
    }

    private Response open(DockerHttpClient client, String method, String path) throws IOException {
        Response response = send(client, method, "/v" + version() + path);
        if (response.getStatusCode() >= 200 && response.getStatusCode() < 300) {
            return response;
        }
        try (response) {
            throw new RefusedException(response.getStatusCode(), message(response));
        }
    }

    private Version version() throws IOException {
        Version known = version;
        if (known == null) {
            try (Response pong = send(questions, "GET", "/_ping")) {
                known = Version.of(pong.getHeader("Api-Version")).olderOf(NEWEST);
                version = known;
            }
        }
        return known;
    }

    private Response send(DockerHttpClient client, String method, String path) throws IOException {
        try {
            return client.execute(Request.builder()
                    .method(method)
                    .path(path)
                    .putHeader("Connection", "close")
                    .build());
        } catch (RuntimeException e) {
            version = null; // what comes back may be another engine
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    private String message(Response response) {
        try (InputStream body = response.getBody()) {
            return json.readTree(body).path("message").asText();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
