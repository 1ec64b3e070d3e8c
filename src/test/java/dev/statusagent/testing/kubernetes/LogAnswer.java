package dev.statusagent.testing.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives out a log as a node does, by the parameters of the request; what lies before the second of "since" is left out. */
record LogAnswer(boolean follow, int tail, Instant since) {
    static LogAnswer of(URI request) {
        Map<String, String> query = Arrays.stream(request.getQuery().split("&"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        return new LogAnswer(
                Boolean.parseBoolean(query.get("follow")),
                Integer.parseInt(query.getOrDefault("tailLines", String.valueOf(Integer.MAX_VALUE))),
                query.containsKey("sinceTime")
                        ? Instant.parse(query.get("sinceTime")).truncatedTo(ChronoUnit.SECONDS)
                        : Instant.MIN);
    }

    void write(ScriptedContainer container, HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.flush();
        int at = Math.max(0, container.size() - tail);
        for (List<String> lines = container.from(at, follow); lines != null; lines = container.from(at, follow)) {
            for (String line : lines) {
                if (!Instant.parse(line.substring(0, line.indexOf(' '))).isBefore(since)) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            out.flush();
            at += lines.size();
        }
    }
}
