package dev.statusagent.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what a test tells it to, and remembers what it was asked. */
final class FakeAgent implements AutoCloseable {
    /**
     * A request.
     *
     * @param lastEventId null where it had none
     */
    record Asked(String call, String body, boolean signed, String lastEventId) {}

    private record Planned(int status, String body, boolean cut) {}

    private final HttpServer server;
    private final Map<String, Queue<Planned>> planned = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Plans the next answer to a call such as {@code GET /path?query}; the last one planned is repeated. */
    FakeAgent on(String call, int status, String body) {
        return plan(call, new Planned(status, body, false));
    }

    /** The same, but the connection ends before the whole answer has been sent. */
    FakeAgent onCut(String call, int status, String beginning) {
        return plan(call, new Planned(status, beginning, true));
    }

    private FakeAgent plan(String call, Planned answer) {
        planned.computeIfAbsent(call, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        asked.add(new Asked(call, body, headers.containsKey("Signature"), headers.getFirst("Last-Event-ID")));
        Queue<Planned> answers = planned.getOrDefault(call, new ArrayDeque<>(List.of(new Planned(404, "{}", false))));
        Planned next = answers.size() > 1 ? answers.remove() : answers.element();
        byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
        int announced = bytes.length + (next.cut() ? 1 : 0);
        exchange.sendResponseHeaders(next.status(), announced == 0 ? -1 : announced);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
