package dev.statusagent.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Follows a log as a browser's EventSource does, and goes on where it was when it is told to. */
final class FollowedLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI log;
    private final String[] headers;
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private volatile String lastEventId;
    private volatile String endReason;

    FollowedLog(URI agent, String container, String... headers) {
        this.log = agent.resolve("/api/v1/containers/" + container + "/logs?follow=true&tail=all");
        this.headers = headers;
    }

    /** The lines so far. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Why the agent ended the log; null if it did not say. */
    String endReason() {
        return endReason;
    }

    int size() {
        return texts.size();
    }

    /** Reads until the stream ends; returns the status of the answer. */
    int follow() {
        endReason = null;
        HttpRequest.Builder request = HttpRequest.newBuilder(log).headers(headers);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<Stream<String>> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() == 200) {
                read(answer.body());
            }
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void read(Stream<String> lines) {
        String[] pending = {null};
        lines.forEach(line -> {
            if (line.startsWith("id: ")) {
                pending[0] = line.substring(4);
            } else if (line.startsWith("data: ")) {
                event(pending[0], line.substring(6));
                pending[0] = null;
            }
        });
    }

    private void event(String id, String data) {
        try {
            JsonNode json = JSON.readTree(data);
            if (id == null) {
                endReason = json.path("reason").asText();
            } else {
                lastEventId = id;
                texts.add(json.path("text").asText());
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
