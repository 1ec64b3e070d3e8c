package dev.statusagent.testing.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A way for an answer to go wrong. */
@FunctionalInterface
public interface Fault {
    /**
     * Answers, badly.
     *
     * @param over open when the fault is over, for what hangs until then
     */
    void answer(HttpExchange exchange, CountDownLatch over) throws IOException, InterruptedException;

    static Fault status(int status) {
        return (exchange, over) -> send(exchange, status, "{\"detail\":\"planned\"}");
    }

    static Fault body(int status, String body) {
        return (exchange, over) -> send(exchange, status, body);
    }

    static Fault retryAfter(int status, String retryAfter) {
        return (exchange, over) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            send(exchange, status, "");
        };
    }

    static Fault redirect(String location) {
        return (exchange, over) -> {
            exchange.getResponseHeaders().set("Location", location);
            send(exchange, 307, "");
        };
    }

    static Fault hang() {
        return (exchange, over) -> over.await();
    }

    static Fault hangMidBody() {
        return (exchange, over) -> {
            begin(exchange);
            over.await();
        };
    }

    static Fault cutMidBody() {
        return (exchange, over) -> begin(exchange);
    }

    static Fault endlessBody() {
        return (exchange, over) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] filler = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(filler);
            }
        };
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
